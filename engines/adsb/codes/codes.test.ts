import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { altitudeCode12, altitudeCode13, altitudeFeet12, altitudeFeet13 } from './altitude.ts'
import { gillhamFeet } from './gillham.ts'
import { movementCode, movementKn } from './movement.ts'
import { squawkCode, squawkOf } from './squawk.ts'

describe('altitude', () => {
  it('follows the pulse table of Annex 10 Vol IV (appendix to chapter 3)', () => {
    expect(gillhamFeet(pulses('C4'))).toBe(-1200)
    expect(gillhamFeet(pulses('C2 C4'))).toBe(-1100)
    expect(gillhamFeet(pulses('C2'))).toBe(-1000)
    expect(gillhamFeet(pulses('C1 C2'))).toBe(-900)
    expect(gillhamFeet(pulses('C1'))).toBe(-800)
    expect(gillhamFeet(pulses('B4 C1'))).toBe(-700)
    expect(gillhamFeet(pulses('B2 B4 C2'))).toBe(0)
    expect(gillhamFeet(pulses('B2 B4 C4'))).toBe(-200)
    expect(gillhamFeet(pulses('D2 C4'))).toBe(126_700)
    expect(gillhamFeet(0)).toBeNull()
  })

  it('gives each 100-foot code its own altitude, adjacent ones one pulse apart', () => {
    const byFeet = new Map<number, number>()
    for (let code = 0; code < 0x2000; code++) {
      if ((code & 0x50) !== 0) continue
      const feet = gillhamFeet(code)
      if (feet === null) continue
      expect(byFeet.has(feet)).toBe(false)
      byFeet.set(feet, code)
    }
    expect(byFeet.size).toBe(1280)
    for (let feet = -1200; feet < 126_700; feet += 100) {
      const change = byFeet.get(feet)! ^ byFeet.get(feet + 100)!
      expect(change & (change - 1)).toBe(0)
    }
  })

  it('steps of 25 feet come back, with and without the M bit', () => {
    for (let feet = -1000; feet <= 50_175; feet += 25) {
      expect(altitudeFeet12(altitudeCode12(feet)!)).toBe(feet)
      expect(altitudeFeet13(altitudeCode13(feet)!)).toBe(feet)
    }
    expect(altitudeCode12(60_000)).toBeUndefined()
    expect(altitudeFeet13(0x40 | 0x123)).toBeNull()
    expect(altitudeFeet12(0)).toBeNull()
  })
})

describe('squawk', () => {
  it('comes back, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4095 }), (n) => {
        const squawk = n.toString(8).padStart(4, '0')
        expect(squawkOf(squawkCode(squawk)!)).toBe(squawk)
      }),
    )
    expect(squawkCode('7800')).toBeUndefined()
  })
})

describe('surface movement', () => {
  it('has the steps of Doc 9871', () => {
    expect([0, 1, 2, 8, 9, 12, 13, 38, 39, 93, 94, 108, 109, 123, 124, 125].map(movementKn)).toEqual([
      null,
      0,
      0.125,
      0.875,
      1,
      1.75,
      2,
      14.5,
      15,
      69,
      70,
      98,
      100,
      170,
      175,
      null,
    ])
  })

  it('comes back by its lower edge', () => {
    for (let code = 1; code <= 124; code++) expect(movementCode(movementKn(code))).toBe(code)
    expect(movementCode(1000)).toBe(124)
    expect(movementCode(null)).toBe(0)
  })
})

function pulses(names: string): number {
  const order = ['C1', 'A1', 'C2', 'A2', 'C4', 'A4', 'M', 'B1', 'Q', 'B2', 'D2', 'B4', 'D4']
  return names.split(' ').reduce((code, name) => code | (1 << (12 - order.indexOf(name))), 0)
}
