import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runDecoder } from '../testing/decode.ts'
import { frameBytes, hexOf } from '../testing/hex.ts'
import { avrLine } from './avr-writer.ts'
import { BeastReader } from './beast-reader.ts'
import { beastFrame } from './beast-writer.ts'
import type { AdsbProblem } from './frame-sink.ts'

const IDENT = '8D4840D6202CC371C32CE0576098'
const SHORT = '5D484FDEA248F5'

function readBeast(bytes: Uint8Array, piece: number) {
  const frames: { hex: string; ticks: number | null; at: number }[] = []
  const problems: AdsbProblem[] = []
  let skipped = 0
  const reader = new BeastReader({
    frame: (from, start, length, { ticks, at }) =>
      frames.push({ hex: hexOf(from.subarray(start, start + length)), ticks, at }),
    skipped: () => skipped++,
    problem: (problem) => problems.push(problem),
  })
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece))
  reader.end()
  return { frames, problems, skipped }
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

describe('Beast binary', () => {
  it('comes back whatever is escaped and however it is cut', () => {
    const frame = fc
      .tuple(
        fc.constantFrom(7, 14),
        fc.array(fc.constantFrom(0x1a, 0x31, 0x33, 0, 0xff), { minLength: 14, maxLength: 14 }),
      )
      .map(([length, bytes]) => Uint8Array.from(bytes.slice(0, length)))
    const sent = fc.record({
      frame,
      ticks: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      level: fc.constantFrom(0x1a, 77),
    })
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), (all, piece) => {
        const bytes = joined(...all.map((one) => beastFrame(one.frame, one)))
        const { frames, problems } = readBeast(bytes, piece)
        expect(problems).toEqual([])
        expect(frames.map(({ hex, ticks }) => ({ hex, ticks }))).toEqual(
          all.map((one) => ({ hex: hexOf(one.frame), ticks: one.ticks })),
        )
      }),
    )
  })

  it('reports garbage, an unknown type and a frame cut short by their byte, and goes on', () => {
    const whole = beastFrame(frameBytes(IDENT), { ticks: 5, level: 128 })
    const bytes = joined(
      Uint8Array.of(1, 2, 3),
      whole,
      Uint8Array.of(0x1a, 0x58),
      whole.subarray(0, 9),
      whole,
    )
    for (const piece of [1, 7, 1000]) {
      const { frames, problems } = readBeast(bytes, piece)
      expect(frames.map(({ at }) => at)).toEqual([3, 3 + whole.length + 2 + 9])
      expect(problems.map(({ at, code }) => [code, at])).toEqual([
        ['beast.garbage', 0],
        ['beast.type', 3 + whole.length],
        ['beast.garbage', 3 + whole.length],
        ['beast.truncated', 3 + whole.length + 2],
      ])
    }
    expect(readBeast(whole.subarray(0, 12), 3).problems).toMatchObject([{ code: 'beast.truncated', at: 0 }])
  })

  it('counts Mode A/C and status frames', () => {
    const modeAc = Uint8Array.of(0x1a, 0x31, 0, 0, 0, 0, 0, 1, 9, 0x20, 0x10)
    const status = Uint8Array.of(0x1a, 0x34, ...new Uint8Array(21))
    expect(readBeast(joined(modeAc, status), 4)).toMatchObject({ skipped: 2, problems: [], frames: [] })
  })
})

describe('lines', () => {
  it('in every form', () => {
    const text = [
      '# a comment',
      avrLine(frameBytes(IDENT)),
      avrLine(frameBytes(SHORT), 2 ** 47 + 3),
      `<0000000000ffff${IDENT.toLowerCase()};`.replace('ffff', '10ff'),
      `%000000000011${SHORT};`,
      `:${SHORT};`,
      IDENT,
      `1457996400.5,${IDENT}`,
      '',
      '*2010;',
    ].join('\r\n')
    const { reports, problems, stats } = runDecoder(Buffer.from(text), {}, 5)
    expect(problems).toEqual([])
    expect(reports.map(({ at, ticks, timeMs, timeFrom }) => [at, ticks, timeMs, timeFrom])).toEqual([
      [2, null, null, null],
      [3, 2 ** 47 + 3, (2 ** 47 + 3) / 12_000, 'counter'],
      [4, 16, 16 / 12_000, 'counter'],
      [5, 17, 17 / 12_000, 'counter'],
      [6, null, null, null],
      [7, null, null, null],
      [8, null, 1_457_996_400_500, 'input'],
    ])
    expect(reports[2]!.signalDbfs).toBe(0)
    expect(stats.skipped).toBe(1)
  })

  it('reports by line what is wrong with one', () => {
    const long = 'F'.repeat(300)
    const text = `*8D48;\n*${IDENT}\n@00${IDENT};\nzz,${IDENT}\n*ZZ4840D6202CC371C32CE0576098;\n${long}\n*${IDENT};\n`
    const { reports, problems } = runDecoder(Buffer.from(text), { format: 'lines' }, 16)
    expect(problems.map(({ at, unit, code }) => [at, unit, code])).toEqual([
      [2, 'line', 'line.format'],
      [3, 'line', 'line.format'],
      [4, 'line', 'line.format'],
      [5, 'line', 'line.format'],
      [6, 'line', 'line.too-long'],
    ])
    expect(reports.map(({ at }) => at)).toEqual([7])
  })

  it('says which frame has a wrong parity or a reserved format', () => {
    const damaged = frameBytes(IDENT)
    damaged[5]! ^= 0x11
    const reserved = frameBytes('98000000000000')
    const { problems } = runDecoder(Buffer.from(`${avrLine(damaged)}\n${avrLine(reserved)}\n`))
    expect(problems).toMatchObject([
      { at: 1, code: 'frame.parity' },
      { at: 2, code: 'frame.format' },
    ])
  })
})
