import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from '../block/encode.ts'
import { finalFrame } from '../framing/final.ts'
import type { AsterixRecord, Cat048, Cat062 } from '../generated/index.gen.ts'
import type { AsterixProblem, DecoderOptions, EditionChoice, Where } from './api.ts'
import { createDecoder } from './decoder.ts'

interface Run {
  records: AsterixRecord[]
  where: Where[]
  problems: AsterixProblem[]
  choices: EditionChoice[]
}

function emptyRun(): Run {
  return { records: [], where: [], problems: [], choices: [] }
}

function sinkOf(run: Run) {
  return {
    record(record: AsterixRecord, where: Where) {
      run.records.push(record)
      run.where.push(where)
    },
    problem: (problem: AsterixProblem) => run.problems.push(problem),
    edition: (choice: EditionChoice) => run.choices.push(choice),
  }
}

function decoded(chunks: readonly Uint8Array[], options: DecoderOptions = {}): Run {
  const run = emptyRun()
  const decoder = createDecoder(sinkOf(run), options)
  for (const chunk of chunks) decoder.push(chunk)
  decoder.end()
  return run
}

function plot(n: number): Cat048 {
  return {
    cat: 48,
    edition: '1.32',
    I010: { SAC: 60, SIC: 1 },
    I140: n,
    I020: { TYP: 5, SIM: 0, RDP: 0, SPI: 0, RAB: 0 },
    I040: { RHO: n / 2, THETA: 90 },
    I070: { V: 0, G: 0, L: 0, MODE3A: '1200' },
    I240: 'J8SLU',
  }
}

const track: Cat062 = {
  cat: 62,
  edition: '1.18',
  I010: { SAC: 60, SIC: 2 },
  I070: 43_200,
  I105: { LAT: 13.875, LON: -60.75 },
  I040: 77,
}

const BLOCKS = [encode([plot(1), plot(2)]), encode([track]), encode([plot(3)])]

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

describe('a stream of blocks', () => {
  it('gives the same records however it is cut', () => {
    const whole = joined(...BLOCKS, ...BLOCKS)
    const expected = decoded([whole], { framing: 'raw' })
    expect(expected.records.length).toBe(8)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }), (sizes) => {
        const chunks: Uint8Array[] = []
        let at = 0
        for (let i = 0; at < whole.length; i++) {
          const size = sizes[i % sizes.length]!
          chunks.push(whole.slice(at, at + size))
          at += size
        }
        expect(decoded(chunks, { framing: 'raw' })).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('tells the byte offset of each block and keeps the caller free to use its buffer again', () => {
    const buffer = new Uint8Array(BLOCKS[0]!.length + 5)
    const run = emptyRun()
    const decoder = createDecoder(sinkOf(run), { framing: 'raw' })
    buffer.set(joined(BLOCKS[0]!, BLOCKS[1]!.subarray(0, 5)))
    decoder.push(buffer)
    buffer.fill(0xff)
    decoder.push(BLOCKS[1]!.subarray(5))
    decoder.end()
    expect(run.records.length).toBe(3)
    expect(run.where.map((where) => where.at)).toEqual([0, 0, BLOCKS[0]!.length])
    expect(run.problems).toEqual([])
  })

  it('holds the first blocks back, and none where that is asked', () => {
    for (const [holdBlocks, early] of [
      [64, 0],
      [0, 2],
      [2, 3],
    ] as const) {
      const run = emptyRun()
      const decoder = createDecoder(sinkOf(run), { framing: 'raw', holdBlocks })
      decoder.push(BLOCKS[0]!)
      if (holdBlocks === 2) decoder.push(BLOCKS[1]!)
      expect(run.records.length).toBe(early)
      decoder.release()
      expect(run.records.length).toBe(Math.max(2, early))
    }
  })
})

describe('damage', () => {
  it('in a record keeps the items before it, the octets after it, and the next block', () => {
    const bad = new Uint8Array(BLOCKS[2]!)
    const cut = joined(bad.subarray(0, bad.length - 3))
    cut[2] = cut.length
    const run = decoded([joined(BLOCKS[0]!, cut, BLOCKS[1]!)], { framing: 'raw' })
    expect(run.records.length).toBe(4)
    expect(run.where.map((where) => where.damaged)).toEqual([false, false, true, false])
    expect(run.records[2]).toMatchObject({ I140: 3, unread: { item: 'I240', why: 'short' } })
    expect(run.problems).toMatchObject([
      { code: 'block.damaged', at: BLOCKS[0]!.length + cut.length - 3, length: 3 },
    ])
    expect(run.problems[0]!.message).toContain(`record 1 of the block at ${BLOCKS[0]!.length}: item I240`)
  })

  it('between blocks is skipped and said with its place', () => {
    const noise = Uint8Array.of(0x30, 0xff, 0x10, 0x00, 0x3e, 0x00)
    const run = decoded([joined(BLOCKS[0]!, noise, BLOCKS[1]!, BLOCKS[2]!)], { framing: 'raw' })
    expect(run.records.length).toBe(4)
    expect(run.problems).toMatchObject([
      { code: 'stream.skipped', at: BLOCKS[0]!.length, length: noise.length },
    ])
  })

  it('at the end is said with its octets', () => {
    const run = decoded([joined(BLOCKS[0]!, BLOCKS[1]!.subarray(0, 9))], { framing: 'raw' })
    expect(run.records.length).toBe(2)
    const octets = Buffer.from(BLOCKS[1]!.subarray(0, 9)).toString('hex')
    expect(run.problems).toMatchObject([
      { code: 'stream.truncated', at: BLOCKS[0]!.length, length: 9, octets },
    ])
  })

  it('a category that is not carried is kept as octets', () => {
    const other = Uint8Array.of(200, 0, 6, 1, 2, 3)
    const run = decoded([joined(BLOCKS[0]!, other, BLOCKS[1]!)], { framing: 'raw' })
    expect(run.records.length).toBe(3)
    expect(run.problems).toMatchObject([
      { code: 'block.unknown-category', length: 6, octets: 'c80006010203' },
    ])
  })

  it('an item that the edition does not define ends the record and is kept', () => {
    const record: AsterixRecord = {
      cat: 62,
      edition: '1.18',
      I010: { SAC: 1, SIC: 2 },
      unread: { item: 'FRN 2', why: 'unknown', presence: 'c0', octets: 'aabb' },
    }
    const run = decoded([encode([record])], { framing: 'raw', editions: { 62: '1.18' } })
    expect(run.records).toMatchObject([record])
    expect(run.problems).toMatchObject([{ code: 'block.damaged', length: 2 }])
  })
})

describe('editions', () => {
  it('takes the one that is given and refuses one that is not carried', () => {
    const run = decoded([BLOCKS[1]!], { framing: 'raw', editions: { 62: '1.16' } })
    expect(run.records[0]).toMatchObject({ edition: '1.16' })
    expect(run.choices).toMatchObject([{ edition: '1.16', how: 'given', alike: [] }])
    expect(() => createDecoder(sinkOf(emptyRun()), { editions: { 62: '9.9' } })).toThrow(
      '62 edition 9.9 is not carried',
    )
  })

  it('are found by what only one of them can be', () => {
    const old: AsterixRecord = {
      cat: 62,
      edition: '0.17',
      I010: { SAC: 60, SIC: 9 },
      I015: 1,
      I070: 43_200,
      I040: { TRN: 7 },
      I105: { LAT: 13.8, LON: -60.9 },
      I080: { MON: 1, SPI: 0, MRH: 0, SRC: 0, CNF: 0 },
      I180: { GSP: 0.01, HDG: 90 },
    }
    const run = decoded([joined(encode([old]), encode([track]), encode([old]))], { framing: 'raw' })
    expect(run.records.map((record) => record.edition)).toEqual(['0.17', '1.21', '0.17'])
    expect(run.choices).toMatchObject([
      { category: 62, sac: 60, sic: 9, edition: '0.17', how: 'tried', alike: [] },
      { category: 62, sac: 60, sic: 2, edition: '1.21', alike: ['1.18', '1.17', '1.16'] },
    ])
  })

  it('follow what category 247 announces', () => {
    const versions: AsterixRecord = {
      cat: 247,
      edition: '1.3',
      I010: { SAC: 60, SIC: 2 },
      I550: [{ CAT: 62, MAIN: 1, SUB: 17 }],
    }
    const announced = joined(encode([versions]), encode([track]))
    const run = decoded([announced], { framing: 'raw', holdBlocks: 0 })
    expect(run.records[1]).toMatchObject({ cat: 62, edition: '1.17' })
    expect(run.choices[1]).toMatchObject({ edition: '1.17', how: 'announced' })
    const held = decoded([encode([track]), announced], { framing: 'raw' })
    expect(held.records.map((record) => record.edition)).toEqual(['1.17', '1.3', '1.17'])
    const late = decoded([encode([track]), announced], { framing: 'raw', holdBlocks: 0 })
    expect(late.records.map((record) => record.edition)).toEqual(['1.21', '1.3', '1.17'])
  })
})

describe('FINAL recordings', () => {
  it('are recognised, and go on after a broken frame', () => {
    const stamp = { board: 1, line: 2, day: 3, timeMs: 36_000_010 }
    const frames = BLOCKS.map((block) => finalFrame(block, stamp))
    const broken = frames[1]!.slice(0, -1)
    const good = decoded([joined(...frames)])
    expect(good.records.length).toBe(4)
    expect(good.where[0]).toMatchObject({ at: 8, timeMs: 36_000_010 })
    expect(good.problems).toEqual([])
    const bad = decoded([joined(frames[0]!, broken, frames[2]!, frames[0]!)])
    expect(bad.problems.map((problem) => problem.code)).toContain('frame.format')
    expect(bad.problems[0]).toMatchObject({ at: frames[0]!.length })
    expect(bad.records.length).toBeGreaterThanOrEqual(4)
  })
})
