import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameReader } from '../frame/read-frame.ts'
import type { ModeSMessage } from '../message/message.ts'
import { hexOf } from '../testing/hex.ts'
import { anySendable } from '../testing/messages.ts'
import { encode, tryEncode, type Sendable } from './encode.ts'
import { velocityComponents } from './velocity.ts'

const FULL = process.env['BASINET_FULL'] === '1'

function decoded(message: Sendable): ModeSMessage {
  const frame = encode(message)
  const found = new FrameReader().read(frame, 0, frame.length)
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('encode', () => {
  it('is undone by decoding, for every kind it writes', () => {
    const kinds = new Set<unknown>()
    fc.assert(
      fc.property(anySendable, (message) => {
        const found = decoded(message)
        kinds.add('squitter' in message ? message.squitter.kind : message.df)
        expect(found).toMatchObject(message)
        expect(encode(found as Sendable)).toEqual(encode(message))
      }),
      { numRuns: FULL ? 300_000 : 5000 },
    )
    expect(kinds.size).toBe(11)
  }, 600_000)

  it('makes the published frames (The 1090 Megahertz Riddle, sections 4 and 6)', () => {
    const ident = { kind: 'identification', typeCode: 4, category: 'A0', callsign: 'KLM1023' } as const
    expect(hexOf(encode({ df: 17, address: 0x4840d6, capability: 5, squitter: ident }))).toBe(
      '8D4840D6202CC371C32CE0576098',
    )
    const velocity = {
      kind: 'ground-velocity',
      subtype: 1,
      intentChange: false,
      ifrCapable: true,
      nacV: 0,
      ...velocityComponents(Math.hypot(8, 159), (Math.atan2(-8, -159) * 180) / Math.PI),
      verticalRateSource: 'geometric',
      verticalRateFtMin: -832,
      geometricMinusBarometricFt: 550,
    } as const
    expect(hexOf(encode({ df: 17, address: 0x485020, capability: 5, squitter: velocity }))).toBe(
      '8D485020994409940838175B284F',
    )
  })

  it('rounds to the step and sends more than a code can say as its highest', () => {
    const velocity = {
      kind: 'air-velocity',
      subtype: 3,
      intentChange: false,
      ifrCapable: false,
      nacV: 1,
      headingDeg: -0.1,
      airspeedKn: 5000,
      airspeedType: 'true',
      verticalRateSource: 'barometric',
      verticalRateFtMin: -100,
      geometricMinusBarometricFt: null,
    } as const
    expect(decoded({ df: 18, address: 1, capability: 0, squitter: velocity })).toMatchObject({
      squitter: { headingDeg: 0, airspeedKn: 1022, verticalRateFtMin: -128 },
    })
  })

  it('names the field that does not fit', () => {
    const squitter = { kind: 'identification', typeCode: 4, category: 'A0', callsign: 'lower' } as const
    expect(tryEncode({ df: 17, address: 1, capability: 5, squitter })).toMatchObject({
      ok: false,
      error: { code: 'adsb.field-range', field: 'callsign' },
    })
    expect(tryEncode({ df: 11, address: 2 ** 24, capability: 5, interrogator: 0 })).toMatchObject({
      error: { field: 'address' },
    })
    expect(() => encode({ df: 11, address: 1, capability: 9, interrogator: 0 })).toThrow(/^BUG: capability/)
  })
})
