import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { CONCLUSIONS } from '../contract/conclusion.ts'
import type { PrintCompetence } from '../contract/competence.ts'
import type { TakenFinger } from '../contract/finger.ts'
import { linesOf, type ReportParts } from '../report/compose.ts'
import { REPORT_LANGUAGES, sayIn } from '../report/language.ts'
import { pdfOf } from '../report/pdf.ts'
import { pngOf } from '../http/png.ts'
import { readPrint } from '../engine/print-image.ts'
import { tarOf } from '../testing/tar-of.ts'
import { EMPTY_FINGERS, unaccounted, withFindings, withFingers } from './card.ts'
import { isCompetent } from './competence.ts'
import { bestMarks, fuseCards } from './fuse.ts'
import { mayVerify, outcomeOf } from './resolution.ts'
import { tarEntries, TarError } from './tar.ts'

const RUNS = { numRuns: process.env['BASINET_FULL'] === '1' ? 2000 : 60 }
const IMAGE = '019a20f4-0000-7000-8000-000000000001'
const taken = (finger: number, change: Partial<TakenFinger> = {}): TakenFinger => ({
  finger,
  impression: 'rolled',
  status: 'taken',
  image: IMAGE,
  part: null,
  remark: null,
  ...change,
})

describe('a card', () => {
  test('is whole when every finger has a print or a reason', () => {
    expect(unaccounted(EMPTY_FINGERS)).toHaveLength(10)
    const some = withFingers(EMPTY_FINGERS, [taken(1), taken(2, { status: 'missing', image: null })])
    if (!some.ok) throw new Error('BUG')
    expect(unaccounted(some.value)).toEqual([3, 4, 5, 6, 7, 8, 9, 10])
  })
  test.each([
    ['fingers.twice', [taken(1), taken(1)]],
    ['fingers.image', [taken(1, { image: null })]],
    ['fingers.image', [taken(1, { status: 'missing' })]],
    ['fingers.remark', [taken(1, { status: 'not-taken', image: null })]],
  ])('refuses %s', (code, given) => {
    expect(withFingers(EMPTY_FINGERS, given)).toMatchObject({ error: { code } })
  })
  test('forgets what the engine said of a print that was taken again', () => {
    const quality = { value: 50, reasons: [], minutiae: 30, ppi: 500, ppiFrom: 'file' as const }
    const read = withFindings(EMPTY_FINGERS, [{ finger: 3, quality, problem: null }])
    expect(read[2]?.quality).toEqual(quality)
    const again = withFingers(read, [taken(3)])
    expect(again).toMatchObject({ ok: true, value: { 2: { quality: null } } })
  })
})

test('a competence counts for its person and task, between test and end, until it is withdrawn', () => {
  const one: PrintCompetence = {
    examiner: 'anna',
    task: 'examination',
    certificate: 'c',
    test: 't',
    testedAt: '2026-01-01T00:00:00.000Z',
    validUntil: '2027-01-01T00:00:00.000Z',
    state: 'current',
  }
  const at = (day: string): Date => new Date(`${day}T00:00:00.000Z`)
  const ask = (change: Partial<PrintCompetence>, day = '2026-06-01'): boolean =>
    isCompetent([{ ...one, ...change }], 'anna', 'examination', at(day))
  expect(ask({})).toBe(true)
  expect(ask({ state: 'withdrawn' })).toBe(false)
  expect(ask({ task: 'verification' })).toBe(false)
  expect(ask({ examiner: 'ben' })).toBe(false)
  expect(ask({}, '2027-01-01')).toBe(false)
  expect(ask({}, '2025-12-31')).toBe(false)
})

test('two agree on the same word only, and nobody verifies their own or what they can read', () => {
  for (const a of CONCLUSIONS)
    for (const b of CONCLUSIONS)
      expect(outcomeOf(a, b)).toEqual(
        a === b ? { state: 'agreed', conclusion: a } : { state: 'disagreed', conclusion: null },
      )
  expect(outcomeOf(null, 'inconclusive').state).toBe('disagreed')
  expect(mayVerify('a', 'a', false).ok).toBe(false)
  expect(mayVerify('b', 'a', true).ok).toBe(false)
  expect(mayVerify('b', 'a', false).ok).toBe(true)
})

const score = fc.record({
  probe: fc.integer({ min: 1, max: 4 }),
  card: fc.constantFrom('a', 'b', 'own'),
  finger: fc.integer({ min: 1, max: 10 }),
  score: fc.double({ min: -50, max: 80, noNaN: true }),
})

describe('fusing', () => {
  it('counts one score a sought finger, none below the least, never the own card', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 60 }), (found) => {
        for (const { card, score: sum } of fuseCards(found, 'own', 12, 20)) {
          expect(card).not.toBe('own')
          const best = [1, 2, 3, 4].map((probe) =>
            Math.max(
              0,
              ...found
                .filter((f) => f.card === card && f.probe === probe && f.score >= 12)
                .map((f) => f.score),
            ),
          )
          expect(sum).toBeCloseTo(best.reduce((a, b) => a + b, 0))
        }
      }),
      RUNS,
    )
  })
  it('keeps the best finger of a mark', () => {
    const found = [
      { mark: 'm', finger: 1, score: 11 },
      { mark: 'm', finger: 2, score: 30 },
      { mark: 'n', finger: 3, score: 9 },
    ]
    expect(bestMarks(found, 10, 5)).toEqual([{ card: null, mark: 'm', finger: 2, score: 30 }])
  })
})

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function readAll(source: AsyncIterable<Uint8Array>): Promise<[string, string][]> {
  const found: [string, string][] = []
  for await (const { name, bytes } of tarEntries(source, 5000))
    found.push([name, Buffer.from(bytes).toString('hex')])
  return found
}

describe('a tar archive', () => {
  it('gives its files however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 1500 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 3000 }),
        async (files, size) => {
          const archive = tarOf(files.map((bytes, i) => [`${i}.an2`, bytes] as const))
          expect(await readAll(cut(archive, size))).toEqual(
            files.map((bytes, i) => [`${i}.an2`, Buffer.from(bytes).toString('hex')]),
          )
        },
      ),
      { numRuns: 25 },
    )
  })
  it('names the byte of what is wrong', async () => {
    const archive = tarOf([['a', Buffer.alloc(600)]])
    await expect(readAll(cut(archive.subarray(0, 700), 100))).rejects.toThrow(TarError)
    archive[0] = 0x5a
    await expect(readAll(cut(archive, 100))).rejects.toThrow('sum is wrong (byte 0)')
    await expect(readAll(cut(tarOf([['a', Buffer.alloc(6000)]]), 512))).rejects.toThrow('at most 5000')
  })
})

test('a print comes back from PNG as it was', () => {
  const pixels = Uint8Array.from({ length: 12 * 7 }, (_, i) => (i * 37) & 255)
  expect(readPrint(pngOf({ width: 12, height: 7, pixels }), null)).toMatchObject({
    width: 12,
    height: 7,
    pixels,
  })
})

test('a report says in every language what it does not say, and prints whatever was written', async () => {
  const examination = (seat: 'first' | 'second') => ({
    body: {
      seat,
      examiner: seat,
      analysis: {
        region: [],
        marks: [],
        clarity: 'low',
        distortion: 'дождь',
        lockedAt: '2026-01-01T00:00:00.000Z',
      },
      openedAt: null,
      later: [],
      pairs: [],
      conclusion: { word: 'inconclusive', grounds: 'g', at: '2026-01-01T00:00:00.000Z' },
    },
  })
  const parts = {
    comparison: {
      body: { conclusion: 'inconclusive', resolution: null, exemplar: { finger: 3 }, state: 'agreed' },
    },
    first: examination('first'),
    second: examination('second'),
    mark: { body: { number: 'M', found: 'f', lift: 'powder', liftedAt: 'x', liftedBy: 'y' } },
    case: { body: { number: 'C', offence: 'o', scene: 's' } },
    card: 'K',
    names: new Map(),
    foreign: [
      {
        owner: 'BRB',
        conversion: { conditions: 'Not to be published', certificate: { number: 'BRB 12/2026' } },
      },
    ],
  } as unknown as ReportParts
  for (const language of REPORT_LANGUAGES) {
    const say = sayIn(language)
    const lines = linesOf(parts, say)
    expect(lines).toContainEqual({ term: say('report.certificate'), value: 'BRB, BRB 12/2026' })
    expect(lines).toContainEqual({ term: say('report.conditions'), value: 'Not to be published' })
    for (const n of [1, 2, 3, 4]) expect(lines).toContainEqual({ text: say(`report.limits.${n}`) })
    const pdf = await pdfOf({ title: 't', lines, pages: [], foot: 'f', language }, new Date(0))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  }
})
