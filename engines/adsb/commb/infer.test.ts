import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameWriter } from '../bits/bit-writer.ts'
import { FrameBits } from '../bits/frame-bits.ts'
import type { CommB, RegisterContent } from '../message/comm-b.ts'
import { calibratedKn } from './airspeed.ts'
import { readCommB } from './infer.ts'

const UNKNOWN = { altitudeFt: null, groundSpeedKn: null, trackDeg: null }

function read(fields: readonly (readonly [first: number, count: number, value: number])[]): CommB {
  const writer = new FrameWriter()
  for (const [first, count, value] of fields) writer.field(first, count, value)
  const bits = new FrameBits()
  bits.load(writer.bytes, 0, 14)
  return readCommB(bits, UNKNOWN)
}

describe('registers', () => {
  it('that name themselves', () => {
    const capability = read([[1, 8, 0x10], [16, 1, 1], [17, 7, 5], [25, 1, 1], [33, 4, 15]]) // prettier-ignore
    expect(capability.readings).toMatchObject([
      { register: '1,0', subnetworkVersion: 5, acasOperational: true },
    ])
    const advisory = read([[1, 8, 0x30], [9, 1, 1], [29, 2, 1], [31, 24, 0x343003]]) // prettier-ignore
    expect(advisory.readings).toMatchObject([
      { register: '3,0', advisory: 0x2000, threat: { by: 'address', address: 0x343003 } },
    ])
    const place = read([[1, 8, 0x30], [29, 2, 2], [31, 13, 0b0000000011000], [44, 7, 31], [51, 6, 15]]) // prettier-ignore
    expect(place.readings).toMatchObject([{ threat: { by: 'place', rangeNm: 3, bearingDeg: 87 } }])
    expect(read([[1, 8, 0x20], [9, 24, 0x2c3c33]]).readings).toEqual([]) // prettier-ignore
  })

  it('of weather are considered where nothing else holds', () => {
    const routine = read([[1, 4, 1], [5, 1, 1], [6, 9, 22], [15, 9, 490], [24, 11, 2047 & -195], [35, 1, 0]]) // prettier-ignore
    expect(routine.readings).toEqual([
      {
        register: '4,4',
        source: 1,
        windKn: 22,
        windFromDeg: 344.53125,
        temperatureC: -48.75,
        pressureHpa: null,
        turbulence: null,
        humidityPercent: null,
      },
    ])
    const hazard = read([[10, 1, 1], [11, 2, 2], [16, 1, 1], [17, 10, 1023 & -40], [27, 1, 1], [28, 11, 800]]) // prettier-ignore
    expect(hazard.readings).toMatchObject([
      { register: '4,5', icing: 2, temperatureC: -10, pressureHpa: 800 },
    ])
  })

  it('that nobody serves are empty, and one that fits none has no reading', () => {
    expect(read([])).toEqual({ mb: '00000000000000', readings: [], empty: true })
    expect(read([[1, 32, 0xffffffff], [33, 24, 0xffffff]])).toMatchObject({ readings: [], empty: false }) // prettier-ignore
  })
})

it('reads only what its rules allow, from any bits', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 14, maxLength: 14 }),
      fc.option(fc.integer({ min: -1000, max: 50_000 }), { nil: null }),
      (bytes, altitudeFt) => {
        const bits = new FrameBits()
        bits.load(bytes, 0, 14)
        const { readings } = readCommB(bits, { ...UNKNOWN, altitudeFt })
        expect(new Set(readings.map((one) => one.register)).size).toBe(readings.length)
        expect(readings.every((one) => possible(one))).toBe(true)
      },
    ),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 1_000_000 : 5000 },
  )
}, 600_000)

function possible(one: RegisterContent): boolean {
  switch (one.register) {
    case '5,0':
      return Math.abs(one.rollDeg ?? 0) <= 50 && (one.groundSpeedKn ?? 0) <= 600
    case '6,0':
      return (one.mach ?? 0) <= 1 && Math.abs(one.inertialRateFtMin ?? 0) <= 6000
    case '4,0':
      return one.pressureHpa === null || (one.pressureHpa >= 850 && one.pressureHpa <= 1100)
    default:
      return true
  }
}

it('knows calibrated airspeed from Mach number and altitude', () => {
  // Standard atmosphere: at sea level Mach 1 is 661.5 kt; Mach 0.8 at 35,000 ft is 272 kt CAS (ICAO Doc 7488).
  expect(calibratedKn(1, 0)).toBeCloseTo(661.479, 2)
  expect(Math.abs(calibratedKn(0.8, 35_000) - 272)).toBeLessThan(1)
  expect(Math.abs(calibratedKn(0.8, 40_000) - 242)).toBeLessThan(1)
})
