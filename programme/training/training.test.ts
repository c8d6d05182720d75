import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addProof, didKeyOf, publicKeyOf, statusListCredential, verifyCredential } from '@basinet/open-badges'
import { sharedPresent, sharedText } from '../../tests/data/shared.ts'
import { CATALOGUE } from './catalogue.ts'
import { certificateFor } from './certificate.ts'
import { aggregate } from './kirkpatrick.ts'
import { outcomeOf, statusOn, type Course } from './outcome.ts'
import { allocate, type Nomination } from './seats.ts'

interface SharedCourse {
  readonly code: string
  readonly title: string
  readonly days: number
  readonly valid_months: number | null
  readonly pass_mark: number
}
interface SharedRecord {
  readonly course: string
  readonly end: string
  readonly attendance: number
  readonly pre: number | null
  readonly post: number | null
  readonly reaction: number | null
  readonly behaviour_6m: number | null
  readonly revoked: boolean
  readonly expected: Readonly<Record<string, unknown>>
}
const text = (name: string): string | null => sharedText(`prevention/training/${name}`)
const courses = new Map(
  (JSON.parse(text('courses.json') ?? '{"courses":[]}') as { courses: SharedCourse[] }).courses.map((c) => [
    c.code,
    {
      code: c.code,
      title: c.title,
      days: c.days,
      passMark: c.pass_mark,
      validMonths: c.valid_months,
      leastAttendance: 0.8,
    },
  ]),
)
const records = (text('records.jsonl') ?? '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as SharedRecord)
const wanted = JSON.parse(text('expected-aggregate.json') ?? 'null') as null | {
  readonly as_of: string
  readonly status: Readonly<Record<string, number>>
  readonly [name: string]: unknown
}
const day = wanted?.as_of ?? '2025-06-30'
const courseOf = (code: string): Course => {
  const course = courses.get(code)
  if (course === undefined) throw new Error(`no course ${code}`)
  return course
}
const round = (n: number | null, places: number): number | null =>
  n === null ? null : Number(n.toFixed(places))
const takenOf = (r: SharedRecord) => ({ ...r, outcome: outcomeOf(courseOf(r.course), r) })

test('every shared record has its outcome, expiry and status', () => {
  const ours = records.map(takenOf).map(({ outcome, revoked }) => ({
    completed: outcome.completed,
    passed: outcome.passed,
    expires: outcome.expires,
    status: statusOn(outcome, revoked, day).replace('-', '_'),
    gain: outcome.gain,
    normalised_gain: outcome.normalisedGain,
  }))
  // Theirs is rounded to three places, halves to even.
  const theirs = records.map(({ expected }, n) => {
    const own = ours[n]?.normalised_gain ?? null
    const near = own !== null && Math.abs(own - Number(expected['normalised_gain'])) <= 0.000501
    return near ? { ...expected, normalised_gain: own } : expected
  })
  expect(ours).toEqual(theirs)
  expect(records.length).toBe(sharedPresent ? 300 : 0)
})

test('the aggregate is the expected one', () => {
  const found = aggregate(
    records.map(takenOf).map((r) => ({
      outcome: r.outcome,
      revoked: r.revoked,
      reaction: r.reaction,
      behaviour: r.behaviour_6m === null ? null : r.behaviour_6m === 1,
    })),
    day,
  )
  const { 'not-issued': none, ...status } = found.status
  const ours = {
    as_of: day,
    n: found.persons,
    completion_pct: round(found.completedPercent, 1),
    pass_pct_of_completed: round(found.passedOfCompletedPercent, 1),
    L1_mean_reaction: round(found.reactionMean, 2),
    L2_mean_normalised_gain: round(found.normalisedGainMean, 3),
    L3_behaviour_pct_of_followed: round(found.behaviourPercent, 1),
    status: { ...status, not_issued: none },
  }
  expect(ours).toEqual(wanted ?? { ...ours, n: 0 })
})

const course: Course = { code: 'X', title: 'X', days: 1, passMark: 70, validMonths: 24, leastAttendance: 0.8 }
const key = { seed: new Uint8Array(32).fill(3) }
const academy = { id: didKeyOf(publicKeyOf(key)), name: 'Example academy', statusList: 'urn:example:list' }

test('a pass is a certificate another nation verifies offline, until it expires or is revoked', () => {
  const taken = { end: '2026-03-31', attendance: 1, pre: 40, post: 80, revoked: false }
  const outcome = outcomeOf(course, taken)
  expect(outcome.expires).toBe('2028-03-28')
  const holder = { id: 'urn:uuid:1', certificate: 'urn:uuid:2', statusIndex: 5 }
  const certificate = certificateFor(course, outcome, taken.end, holder, academy)
  const at = new Date('2026-04-01T00:00:00Z')
  const list = (revoked: number[]): string =>
    JSON.stringify(
      addProof(
        statusListCredential({
          id: academy.statusList,
          issuer: academy.id,
          validFrom: '2026-01-01T00:00:00Z',
          validUntil: '2029-01-01T00:00:00Z',
          revoked,
        }),
        key,
        at,
      ),
    )
  const verdict = (day_: string, revoked: number[] = []): string =>
    verifyCredential(JSON.stringify(addProof(certificate ?? {}, key, at)), {
      now: Date.parse(day_),
      statusLists: [list(revoked)],
    }).verdict
  expect(verdict('2026-04-01')).toBe('valid')
  expect(verdict('2028-03-28')).toBe('invalid')
  expect(verdict('2026-04-01', [5])).toBe('invalid')
  const failed = outcomeOf(course, { ...taken, post: 69 })
  expect(certificateFor(course, failed, taken.end, holder, academy)).toBeNull()
})

describe('seats', () => {
  const person = (
    id: string,
    nation: string,
    priority: number,
    more: Partial<Nomination> = {},
  ): Nomination => ({
    id,
    nation,
    priority,
    qualified: true,
    vetting: 'cleared',
    ...more,
  })

  test('go by quota, then round; what is not cleared has none and says why', () => {
    const found = allocate(4, { LCA: 2, BRB: 1, JAM: 1 }, [
      person('l1', 'LCA', 1),
      person('l2', 'LCA', 2, { vetting: 'expired' }),
      person('l3', 'LCA', 3),
      person('b1', 'BRB', 1),
      person('b2', 'BRB', 2),
      person('b3', 'BRB', 3),
      person('j1', 'JAM', 1, { qualified: false }),
    ])
    expect(found.seated.toSorted()).toEqual(['b1', 'b2', 'l1', 'l3'])
    expect(found.waiting).toEqual(['b3'])
    expect(found.refused).toEqual([
      { id: 'j1', why: 'prerequisite' },
      { id: 'l2', why: 'vetting' },
    ])
  })

  test('are never more than there are, and nobody is lost or seated twice', () => {
    const nomination = fc.record({
      nation: fc.constantFrom('LCA', 'BRB', 'JAM'),
      priority: fc.integer({ min: 1, max: 9 }),
      qualified: fc.boolean(),
      vetting: fc.constantFrom('cleared', 'expired', 'not-needed', 'none' as const),
    })
    fc.assert(
      fc.property(fc.nat(10), fc.array(nomination, { maxLength: 20 }), (seats, drawn) => {
        const all = drawn.map((n, i): Nomination => ({
          ...n,
          id: `n${i}`,
          vetting: n.vetting as Nomination['vetting'],
        }))
        const found = allocate(seats, { LCA: 2, BRB: 2 }, all)
        expect(found.seated.length).toBeLessThanOrEqual(seats)
        const told = [...found.seated, ...found.waiting, ...found.refused.map((r) => r.id)]
        expect(told.toSorted()).toEqual(all.map((n) => n.id).toSorted())
        expect(found.waiting.length === 0 || found.seated.length === seats).toBe(true)
      }),
    )
  })
})

test('the opening catalogue names every training of the fact sheet, in its own words', () => {
  const seed = sharedPresent
    ? readFileSync(
        join(process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'SEED.md'),
        'utf8',
      ).replaceAll("'", '’')
    : null
  expect(CATALOGUE.filter((c) => seed !== null && !seed.includes(c.asked))).toEqual([])
  expect(new Set(CATALOGUE.map((c) => c.code)).size).toBe(CATALOGUE.length)
})
