import { describe, expect, it } from 'vitest'
import { imoCheckDigit, imoNumberValid } from './imo.ts'
import { MID_TABLE } from './mid-table.ts'
import { formatMmsi, identifyMmsi, isDistressDevice, nationOfMid } from './mmsi.ts'
import { NAVIGATION_STATUS } from './navigation-status.ts'
import { shipTypeName } from './ship-types.ts'

describe('identifyMmsi', () => {
  it.each([
    [343_012_000, 'ship', 'LCA'],
    [3_430_001, 'coast', 'LCA'],
    [34_300_123, 'groupCall', 'LCA'],
    [111_329_001, 'sarAircraft', 'GLP'],
    [993_430_012, 'aidToNavigation', 'LCA'],
    [983_140_001, 'craft', 'BRB'],
    [836_200_001, 'handheld', 'TTO'],
    [970_012_345, 'sart', null],
    [972_012_345, 'mob', null],
    [974_012_345, 'epirb', null],
    [979_012_345, 'autonomousDevice', null],
    [299_000_001, 'ship', null],
    [100_000_000, 'invalid', null],
    [0, 'invalid', null],
    [1_073_741_823, 'invalid', null],
  ])('%i is %s of %s', (mmsi, kind, alpha3) => {
    expect(identifyMmsi(mmsi)).toMatchObject({ kind, alpha3 })
  })

  it('knows the devices that call for rescue', () => {
    expect([970_000_001, 972_000_001, 974_000_001, 979_000_001, 343_000_001].map(isDistressDevice)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })

  it('keeps the leading zeros of coast stations', () => {
    expect(formatMmsi(3_430_001)).toBe('003430001')
  })
})

describe('MID_TABLE', () => {
  it('has each number once, 201 to 775, with an alpha-3 code', () => {
    const mids = MID_TABLE.map(([mid]) => mid)
    expect(new Set(mids).size).toBe(mids.length)
    expect(mids.every((mid) => mid >= 201 && mid <= 775)).toBe(true)
    expect(MID_TABLE.every(([, alpha3]) => /^[A-Z]{3}$/.test(alpha3))).toBe(true)
  })

  it.each([
    [301, 'AIA'],
    [305, 'ATG'],
    [311, 'BHS'],
    [312, 'BLZ'],
    [314, 'BRB'],
    [319, 'CYM'],
    [323, 'CUB'],
    [325, 'DMA'],
    [327, 'DOM'],
    [329, 'GLP'],
    [330, 'GRD'],
    [336, 'HTI'],
    [339, 'JAM'],
    [341, 'KNA'],
    [343, 'LCA'],
    [347, 'MTQ'],
    [348, 'MSR'],
    [362, 'TTO'],
    [364, 'TCA'],
    [377, 'VCT'],
    [378, 'VGB'],
    [750, 'GUY'],
    [765, 'SUR'],
    [775, 'VEN'],
  ])('gives %i to %s', (mid, alpha3) => {
    expect(nationOfMid(mid)?.alpha3).toBe(alpha3)
  })
})

describe('IMO numbers', () => {
  it('checks the last digit', () => {
    expect(imoNumberValid(9_074_729)).toBe(true)
    expect(imoNumberValid(9_074_728)).toBe(false)
    expect(imoNumberValid(907_472)).toBe(false)
    expect(imoCheckDigit(907_472)).toBe(9)
  })

  it('catches every single wrong digit whose weight does not hide it', () => {
    const wrong = Array.from({ length: 10 }, (_, digit) => 9_074_720 + digit).filter(imoNumberValid)
    expect(wrong).toEqual([9_074_729])
  })
})

describe('names', () => {
  it('names ship types and leaves reserved ones unnamed', () => {
    expect([0, 30, 52, 70, 81, 89, 38, 100].map(shipTypeName)).toEqual([
      null,
      'Fishing vessel',
      'Tug',
      'Cargo ship',
      'Tanker, hazard category X',
      'Tanker',
      null,
      null,
    ])
  })

  it('names sixteen statuses', () => {
    expect(NAVIGATION_STATUS.length).toBe(16)
    expect(NAVIGATION_STATUS[7]).toBe('Engaged in fishing')
  })
})
