import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runDecoder } from '../testing/decode.ts'
import type { AdsbProblem } from './frame-sink.ts'
import { SbsReader, sbsMessage } from './sbs-reader.ts'
import { sbsLine, sbsOf } from './sbs-writer.ts'
import type { SbsMessage } from './sbs.ts'

/** Example of the protocol's description (BaseStation socket data, Bones aviation page, 2013). */
const POSITION =
  'MSG,3,5,211,4CA2D6,10057,2008/11/28,14:53:50.594,2008/11/28,14:58:51.153,,37000,,,51.45735,-1.02826,,,0,0,0,0'

describe('BaseStation lines', () => {
  it('are read field by field', () => {
    expect(sbsMessage(POSITION)).toEqual({
      transmission: 3,
      address: 0x4ca2d6,
      generatedMs: Date.UTC(2008, 10, 28, 14, 53, 50, 594),
      loggedMs: Date.UTC(2008, 10, 28, 14, 58, 51, 153),
      callsign: null,
      altitudeFt: 37_000,
      groundSpeedKn: null,
      trackDeg: null,
      lat: 51.45735,
      lon: -1.02826,
      verticalRateFtMin: null,
      squawk: null,
      alert: false,
      emergency: false,
      spi: false,
      onGround: false,
    })
  })

  it('come back as they were written', () => {
    const value = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
    const message: fc.Arbitrary<SbsMessage> = fc.record({
      transmission: fc.integer({ min: 1, max: 8 }),
      address: fc.integer({ min: 0, max: 0xffffff }),
      generatedMs: value(fc.integer({ min: 0, max: 4e12 })),
      loggedMs: value(fc.integer({ min: 0, max: 4e12 })),
      callsign: value(fc.stringMatching(/^[A-Z0-9]{1,8}$/)),
      altitudeFt: value(fc.integer({ min: -1000, max: 126_000 })),
      groundSpeedKn: value(fc.integer({ min: 0, max: 40_000 }).map((n) => n / 10)),
      trackDeg: value(fc.integer({ min: 0, max: 3600 }).map((n) => n / 10)),
      lat: value(fc.integer({ min: -9_000_000, max: 9_000_000 }).map((n) => n / 1e5)),
      lon: value(fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 1e5)),
      verticalRateFtMin: value(fc.integer({ min: -32_640, max: 32_640 })),
      squawk: value(fc.stringMatching(/^[0-7]{4}$/)),
      alert: value(fc.boolean()),
      emergency: value(fc.boolean()),
      spi: value(fc.boolean()),
      onGround: value(fc.boolean()),
    })
    fc.assert(
      fc.property(message, (one) => {
        expect(sbsMessage(sbsLine(one))).toEqual(one)
      }),
    )
  })

  it('are reported by line and field when wrong, never thrown at', () => {
    const messages: [SbsMessage, number][] = []
    const problems: AdsbProblem[] = []
    const reader = new SbsReader({
      message: (message, line) => messages.push([message, line]),
      problem: (problem) => problems.push(problem),
    })
    const lines = [POSITION, 'STA,,5,179,400AE7,10103,2008/11/28,14:58:51.153,,,RM', 'MSG,3,1', '']
    lines.push(
      POSITION.replace('51.45735', '95.0'),
      POSITION.replace('4CA2D6', 'XYZ'),
      'x'.repeat(600),
      POSITION,
    )
    const bytes = Buffer.from(lines.join('\r\n'))
    for (let at = 0; at < bytes.length; at += 11) reader.push(bytes.subarray(at, at + 11))
    reader.end()
    expect(messages.map(([, line]) => line)).toEqual([1, 8])
    expect(reader.skipped).toBe(1)
    expect(problems.map(({ at, code, message }) => [at, code, message.split(':')[0]])).toEqual([
      [3, 'sbs.format', 'expected MSG and 22 fields, found 3'],
      [5, 'sbs.field', 'latitude'],
      [6, 'sbs.field', 'address'],
      [7, 'line.too-long', 'expected at most 512 bytes in a line'],
    ])
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sbsMessage(text)).toBeTypeOf('object')
      }),
    )
  })

  it('are written from reports, positions included', () => {
    const frames = [
      ['8D40621D58C386435CC412692AD6', 1],
      ['8D40621D58C382D690C8AC2863A7', 2],
      ['8D4840D6202CC371C32CE0576098', 3],
      ['8D485020994409940838175B284F', 4],
    ] as const
    const text = frames.map(([hex, second]) => `${1_457_996_400 + second},${hex}`).join('\n')
    const lines = runDecoder(Buffer.from(text)).reports.map((report) => sbsLine(sbsOf(report)!))
    expect(lines[1]).toBe(
      'MSG,3,1,1,40621D,1,2016/03/14,23:00:02.000,2016/03/14,23:00:02.000,,38000,,,52.2572,3.91937,,,0,0,0,0',
    )
    expect(lines[2]).toContain('MSG,1,1,1,4840D6,1,')
    expect(lines[2]).toContain(',KLM1023,')
    expect(lines[3]).toContain(',159.2,182.9,,,-832,')
  })
})
