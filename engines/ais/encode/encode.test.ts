import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AisMessage } from '../message/message.ts'
import { decodeText, type Decoded } from '../testing/decode.ts'
import { anyMessage } from '../testing/messages.ts'
import { encode, tryEncode } from './encode.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 200_000 : 4000

const decodeLines = (lines: readonly string[]): Decoded => decodeText(`${lines.join('\r\n')}\r\n`)

/** `content` is derived from the data, so it is left out of the comparison. */
function plain(message: AisMessage): AisMessage {
  return message.type === 6 || message.type === 8 ? { ...message, content: null } : message
}

describe('encode', () => {
  it('gives back every field of every message type', () => {
    const seen = new Set<number>()
    fc.assert(
      fc.property(anyMessage, (message) => {
        const lines = encode(message)
        const { reports, problems } = decodeLines(lines)
        expect(problems).toEqual([])
        expect(reports.map((report) => plain(report.message))).toEqual([message])
        expect(reports[0]?.flags).toBe(0)
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
        seen.add(message.type)
      }),
      { numRuns: RUNS },
    )
    expect([...seen].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 27 }, (_, n) => n + 1))
  }, 600_000)

  it('writes the sentence of a known position', () => {
    const message = {
      type: 1,
      repeat: 0,
      mmsi: 371798000,
      status: 0,
      turnDegPerMin: null,
      turnHard: -1,
      speedKn: 12.3,
      accurate: true,
      lon: -74037230 / 600000,
      lat: 29028980 / 600000,
      courseDeg: 224,
      headingDeg: 215,
      second: 33,
      maneuver: 0,
      raim: false,
      radio: 34017,
    } as const
    expect(encode(message)).toEqual(['!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A'])
  })

  it('groups the sentences of one message under a tag block', () => {
    const message: AisMessage = {
      type: 14,
      repeat: 0,
      mmsi: 343000001,
      text: 'NAVIGATION WARNING '.repeat(6).trim(),
    }
    const lines = encode(message, {
      talker: 'BS',
      channel: 'B',
      source: 'LCA1',
      timeMs: 1_700_000_000_000,
      sequence: 3,
    })
    expect(lines.length).toBe(2)
    const { reports, problems } = decodeLines(lines)
    expect(problems).toEqual([])
    expect(reports).toMatchObject([
      { message, talker: 'BS', channel: 'B', station: 'LCA1', timeMs: 1_700_000_000_000, line: 2 },
    ])
  })

  it('writes what the README shows', () => {
    const message = { type: 14, repeat: 0, mmsi: 3430001, text: 'SECURITE' } as const
    const [line = ''] = encode(message, { talker: 'BS', source: 'LCA1' })
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
    expect(readme).toContain(`'${line.replaceAll('\\', '\\\\')}'`)
  })

  it('rounds onto the circle and caps what has a code for "or more"', () => {
    const message: AisMessage = {
      type: 18,
      repeat: 0,
      mmsi: 343000002,
      reserved: 0,
      speedKn: 140,
      accurate: false,
      lon: -61,
      lat: 14,
      courseDeg: 359.97,
      headingDeg: 359.6,
      second: 5,
      regional: 0,
      carrierSense: true,
      display: false,
      dsc: true,
      wholeBand: true,
      message22: false,
      assigned: false,
      raim: false,
      radio: 917510,
    }
    const [report] = decodeLines(encode(message)).reports
    expect(report?.message).toMatchObject({ speedKn: 102.2, courseDeg: 0, headingDeg: 0 })
  })

  it.each([
    ['lat', { lat: 91 }],
    ['lon', { lon: Number.NaN }],
    ['mmsi', { mmsi: 2 ** 30 }],
    ['second', { second: 64 }],
    ['speedKn', { speedKn: -1 }],
  ])('names the field that does not fit: %s', (field, wrong) => {
    const base = fc.sample(
      anyMessage.filter((m) => m.type === 1),
      { numRuns: 1, seed: 7 },
    )[0]!
    const result = tryEncode(Object.assign({}, base, wrong))
    expect(result).toMatchObject({ ok: false, error: { code: 'ais.field-range', field } })
    expect(() => encode(Object.assign({}, base, wrong))).toThrow(/^BUG: /)
  })
})
