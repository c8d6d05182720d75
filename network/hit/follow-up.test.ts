import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '@basinet/kernel/contract'
import { describe, expect, test } from 'vitest'
import {
  coreDataDueMs,
  openFollowUp,
  overdueMs,
  stepFollowUp,
  type FollowUp,
  type FollowUpStep,
} from './follow-up.ts'
import { HIT_LIMITS } from './limits.ts'
import { openProbe, releasedCandidates, stepProbe, type Probe, type ProbeStep } from './probe.ts'

const HOUR = 3_600_000
const request = { question: 'q1', requester: 'BRB', holder: 'LCA', coreDataHours: 48 }
const confirm: FollowUpStep = { step: 'confirm', person: 'P. Example', records: ['r1'] }
const deliver: FollowUpStep = { step: 'deliver', envelopes: ['e1'] }

function after(start: FollowUp, ...steps: [string, FollowUpStep, number][]): FollowUp {
  return steps.reduce((one, [by, step, at]) => must(stepFollowUp(one, by, step, at)), start)
}

describe('after a hit', () => {
  test('a person at the holder confirms, and the clock of the agreement runs from then', () => {
    const open = openFollowUp(request, 0)
    expect([coreDataDueMs(open), overdueMs(open, 999 * HOUR)]).toEqual([null, null])
    const confirmed = after(open, ['LCA', confirm, 10 * HOUR])
    expect(coreDataDueMs(confirmed)).toBe(58 * HOUR)
    expect([overdueMs(confirmed, 58 * HOUR), overdueMs(confirmed, 59 * HOUR)]).toEqual([null, HOUR])
    const late = after(confirmed, ['LCA', deliver, 60 * HOUR])
    expect([late.state, overdueMs(late, 999 * HOUR)]).toEqual(['delivered', 2 * HOUR])
  })

  test('without a clock in the agreement there is none', () => {
    const one = after(openFollowUp({ ...request, coreDataHours: null }, 0), ['LCA', confirm, 0])
    expect([coreDataDueMs(one), overdueMs(one, 1e15)]).toEqual([null, null])
  })

  test.each<[string, FollowUpStep, string]>([
    ['BRB', confirm, 'hit.by'],
    ['LCA', { step: 'withdraw', reason: '' }, 'hit.by'],
    ['LCA', deliver, 'hit.state'],
    ['LCA', { step: 'confirm', person: ' ', records: ['r'] }, 'hit.person'],
    ['LCA', { step: 'confirm', person: 'P', records: [] }, 'hit.records'],
    ['LCA', { step: 'refuse', person: '', reason: 'x' }, 'hit.person'],
    ['LCA', { step: 'refuse', person: 'P', reason: ' ' }, 'hit.reason'],
  ])('%s %j is refused as %s', (by, step, code) => {
    expect(stepFollowUp(openFollowUp(request, 0), by, step, 1)).toMatchObject({ error: { code } })
  })

  test('what is over stays over', () => {
    const refused = after(openFollowUp(request, 0), [
      'LCA',
      { step: 'refuse', person: 'P', reason: 'minor' },
      1,
    ])
    const withdrawn = after(openFollowUp(request, 0), ['BRB', { step: 'withdraw', reason: 'error' }, 1])
    for (const one of [refused, withdrawn])
      expect(stepFollowUp(one, 'LCA', confirm, 2)).toMatchObject({ error: { code: 'hit.state' } })
    const quit = after(
      openFollowUp(request, 0),
      ['LCA', confirm, 1],
      ['BRB', { step: 'withdraw', reason: 'x' }, 2],
    )
    expect(coreDataDueMs(quit)).toBeNull()
  })
})

describe('probe and candidates', () => {
  const probe: Probe = {
    id: 'p1',
    kind: 'fingerprint',
    agreement: { id: 'a', version: 1 },
    purpose: 'crime',
    requester: 'BRB',
    holder: 'LCA',
    envelope: 'e1',
    format: 'ANSI/NIST-ITL 1-2011',
    candidatesMax: 2,
  }
  const candidate = (reference: string, rank: number) => ({
    reference,
    rank,
    score: 1 / rank,
    engine: 'test',
  })
  const search: ProbeStep = { step: 'search', candidates: [candidate('x', 1), candidate('y', 2)] }
  const examine = (reference: string, finding: 'identification' | 'exclusion'): ProbeStep => ({
    step: 'examine',
    reference,
    person: 'E. Examiner',
    finding,
  })
  const run = (...steps: ProbeStep[]) =>
    steps.reduce((one, step) => must(stepProbe(one, step)), openProbe(probe))

  test('leave only after a person examined each, and without those excluded', () => {
    const half = run(search, examine('x', 'identification'))
    expect(stepProbe(half, { step: 'answer' })).toMatchObject({ error: { code: 'probe.unexamined' } })
    expect(releasedCandidates(half)).toEqual([])
    const done = run(search, examine('x', 'identification'), examine('y', 'exclusion'), { step: 'answer' })
    expect(releasedCandidates(done).map((c) => c.reference)).toEqual(['x'])
    expect(run({ step: 'search', candidates: [] }, { step: 'answer' }).state).toBe('answered')
  })

  test('steps out of turn, too many candidates, no person', () => {
    const code = (steps: ProbeStep[], step: ProbeStep) => {
      const made = stepProbe(run(...steps), step)
      return made.ok ? null : made.error.code
    }
    expect(code([], { step: 'answer' })).toBe('probe.state')
    expect(code([], examine('x', 'exclusion'))).toBe('probe.state')
    expect(code([search], search)).toBe('probe.state')
    expect(code([], { step: 'search', candidates: [1, 2, 3].map((n) => candidate(`${n}`, n)) })).toBe(
      'probe.candidates',
    )
    expect(code([], { step: 'search', candidates: [candidate('x', 1), candidate('x', 2)] })).toBe(
      'probe.candidates',
    )
    expect(code([search], { ...examine('x', 'exclusion'), person: '' } as ProbeStep)).toBe('probe.person')
    expect(code([search], examine('z', 'exclusion'))).toBe('probe.candidates')
    expect(code([], { step: 'refuse', person: '', reason: 'x' })).toBe('probe.person')
    expect(code([{ step: 'refuse', person: 'P', reason: 'x' }], search)).toBe('probe.state')
  })
})

test('the limits are told in five languages', () => {
  for (const language of ['en', 'es', 'fr', 'nl', 'acf']) {
    const file = join(import.meta.dirname, 'messages', `${language}.json`)
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    expect(Object.keys(texts).toSorted()).toEqual(['_meta', ...HIT_LIMITS].toSorted())
    expect(texts['hit.limit.accident']).toMatch('{{questions}}')
  }
})
