import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLASSES, ONWARD, type Label } from '@basinet/kernel/contract'
import { testNetwork } from '../register/test-network.ts'
import { testLabel } from '../wire/test-parties.ts'
import { decide, REASONS, termsOf, type FlowQuestion, type Reason } from './decide.ts'
import { createDecider } from './decider.ts'
import { outgoingLabel } from './outgoing.ts'
import { unitMayRead } from './reading.ts'
import { act, activeAgreement, testText } from './test-agreement.ts'

const AT = Date.UTC(2026, 10, 24)
const DAY = 86_400_000
const iso = (at: number): string => new Date(at).toISOString()
const network = testNetwork(['LCA', 'BRB', 'VCT'], AT)
const listed = testText(['LCA', 'BRB', 'VCT'], AT, {
  givers: ['BRB', 'LCA'],
  onward: { rule: 'listed', to: ['LCA', 'VCT'] },
})
const agreement = activeAgreement(network, listed)
const terms = termsOf(agreement)
const label = testLabel({ releaseTo: ['BRB', 'VCT'], onward: 'listed' })
const base: FlowQuestion = {
  label,
  type: 'vessel-sighting',
  purpose: 'counter-narcotics',
  from: 'LCA',
  recipient: 'BRB',
  at: AT,
}
const why = (change: Partial<FlowQuestion>) => decide(terms, { ...base, ...change }).reasons
const of = (change: Partial<Label>) => why({ label: { ...label, ...change } })

it('lets flow what every rule allows', () => {
  expect(decide(terms, base)).toMatchObject({ flows: true, reasons: [], humanRelease: false })
})

describe('keeps back, and says why', () => {
  it.each<[Reason, readonly Reason[]]>([
    ['giver', why({ from: 'VCT', label: { ...label, owner: 'VCT', releaseTo: ['BRB'] } })],
    ['recipient', why({ recipient: 'LCA' })],
    ['kind', why({ type: 'cargo-note' })],
    ['hit-only', why({ type: 'watchlist' })],
    ['purpose', why({ purpose: 'tax' })],
    ['label-purpose', of({ purposes: ['search-and-rescue'] })],
    ['class', of({ class: 'secret' })],
    ['release', of({ releaseTo: ['VCT'] })],
    ['release', of({ releaseTo: [] })],
    ['handling', of({ handling: ['law-enforcement', 'orcon'] })],
    ['juvenile', of({ juvenile: true })],
    ['sealed', of({ sealed: true })],
    ['lease-over', of({ leaseUntil: iso(AT) })],
    ['erasure-due', of({ eraseBy: iso(AT - 1) })],
    ['exercise', of({ exercise: true })],
    ['onward-label', why({ from: 'BRB', recipient: 'VCT', label: { ...label, onward: 'ask-owner' } })],
    ['onward-label', why({ from: 'BRB', recipient: 'VCT', label: { ...label, onward: 'none' } })],
    ['fields', why({ type: 'person-note', fields: ['summary', 'crew.born'] })],
    ['agreement-not-in-time', why({ at: AT - 2 * DAY })],
  ])('%s', (reason, found) => {
    expect(found).toContain(reason)
  })

  it('personal data where it is not agreed, what goes beyond the ceiling, and all of it when not active', () => {
    const narrow = termsOf(activeAgreement(network, { ...listed, personal: false, juvenile: false }))
    const personal = { ...base, label: { ...label, personal: true } }
    expect(decide(narrow, personal).reasons).toEqual(['personal'])
    expect(decide(terms, personal).flows).toBe(true)
    const suspended = termsOf(act(network, agreement, 'VCT', 'suspend'))
    expect(decide(suspended, base).reasons).toEqual(['agreement-not-active'])
    expect(
      decide(terms, { ...base, recipient: 'JAM', label: { ...label, releaseTo: ['JAM'] } }).reasons,
    ).toEqual(['recipient', 'ceiling'])
    const none = termsOf(activeAgreement(network, { ...listed, onward: { rule: 'none', to: [] } }))
    expect(decide(none, { ...base, from: 'BRB', recipient: 'VCT' }).reasons).toEqual(['onward-agreement'])
  })

  it('asks a person where the agreement has a gate', () => {
    const gated = termsOf(activeAgreement(network, { ...listed, humanRelease: 'personal' }))
    expect(decide(gated, base).humanRelease).toBe(false)
    expect(decide(gated, { ...base, label: { ...label, personal: true } }).humanRelease).toBe(true)
  })
})

/** The rules once more, written as one sentence each and from the mission's side: what must be true for data to leave. */
function oracle(q: FlowQuestion): boolean {
  const l = q.label
  const handsOn = q.from !== l.owner
  const reaches = new Set([l.owner, ...l.releaseTo, ...l.displayOnly])
  const kindsThatCarry = new Set(['vessel-sighting', 'person-note'])
  if (q.from === q.recipient || !['LCA', 'BRB'].includes(q.from)) return false
  if (!['LCA', 'BRB', 'VCT'].includes(q.recipient) || !reaches.has(q.recipient)) return false
  if (handsOn && (l.onward !== 'listed' || !l.releaseTo.includes(q.recipient))) return false
  if (handsOn && q.recipient === 'BRB' && l.owner !== 'BRB') return false
  if (!kindsThatCarry.has(q.type) || !['counter-narcotics', 'search-and-rescue'].includes(q.purpose))
    return false
  if (l.purposes.length > 0 && !l.purposes.includes(q.purpose)) return false
  if (l.class === 'secret' || l.juvenile || l.sealed || l.exercise) return false
  if (l.handling.some((h) => h !== 'law-enforcement')) return false
  const ends = [l.leaseUntil, l.eraseBy].filter((t) => t !== null).map((t) => Date.parse(t))
  return q.at >= AT - DAY && ends.every((end) => q.at < end)
}

const nation = fc.constantFrom('LCA', 'BRB', 'VCT', 'JAM')
const time = fc.option(
  fc.integer({ min: -3, max: 3 }).map((d) => iso(AT + d * DAY)),
  { nil: null, freq: 2 },
)
const anyLabel: fc.Arbitrary<Label> = fc.record({
  owner: nation,
  class: fc.constantFrom(...CLASSES),
  releaseTo: fc.uniqueArray(nation),
  displayOnly: fc.uniqueArray(nation, { maxLength: 2 }),
  handling: fc.subarray(['law-enforcement', 'orcon'], { maxLength: 1 }),
  purposes: fc.subarray(['counter-narcotics', 'search-and-rescue'], { maxLength: 1 }),
  personal: fc.boolean(),
  juvenile: fc.constantFrom(false, false, true),
  sealed: fc.constantFrom(false, false, true),
  keepUntil: fc.constant(null),
  eraseBy: time,
  holds: fc.constant([]),
  leaseUntil: time,
  onward: fc.constantFrom(...ONWARD),
  sources: fc.constant([]),
  exercise: fc.constantFrom(false, false, true),
})
const far: fc.Arbitrary<FlowQuestion> = fc.record({
  label: anyLabel,
  type: fc.constantFrom('vessel-sighting', 'person-note', 'watchlist', 'cargo-note'),
  purpose: fc.constantFrom('counter-narcotics', 'search-and-rescue', 'tax'),
  from: nation,
  recipient: nation,
  at: fc.integer({ min: -3, max: 3 }).map((d) => AT + d * DAY),
})

/** One or two steps away from what flows: where a missing rule would show. */
const near = fc
  .tuple(
    far,
    fc.subarray(Object.keys(label) as (keyof Label)[], { maxLength: 2 }),
    fc.subarray(['type', 'purpose', 'from', 'recipient', 'at'] as const, { maxLength: 1 }),
  )
  .map(([other, labels, questions]): FlowQuestion => {
    const changed = Object.fromEntries(labels.map((key) => [key, other.label[key]]))
    const asked = Object.fromEntries(questions.map((key) => [key, other[key]]))
    return { ...base, ...asked, label: { ...label, ...changed } }
  })
const question = fc.oneof(far, { weight: 2, arbitrary: near })

it(
  'agrees with the rules as stated independently, remembered or not',
  () => {
    const decider = createDecider(agreement, 200)
    let flowed = 0
    fc.assert(
      fc.property(question, (q) => {
        const answer = decide(terms, q)
        expect(answer.flows).toBe(oracle(q))
        expect(answer.flows).toBe(answer.reasons.length === 0)
        expect(decider.decide(q)).toEqual(answer)
        expect(decider.decide({ ...q, label: { ...q.label } })).toEqual(answer)
        flowed += Number(answer.flows)
      }),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 200_000 : 6000 },
    )
    expect(flowed).toBeGreaterThan(300)
    expect(decider.size).toBeLessThanOrEqual(200)
  },
  process.env['BASINET_FULL'] === '1' ? 1_800_000 : 30_000,
)

it('forgets an answer when a date it rests on passes', () => {
  const decider = createDecider(agreement)
  const ending = { ...base, label: { ...label, leaseUntil: iso(AT + DAY) } }
  expect(decider.decide(ending).flows).toBe(true)
  expect(decider.decide({ ...ending, at: AT + DAY - 1 }).flows).toBe(true)
  expect(decider.decide({ ...ending, at: AT + DAY }).reasons).toEqual(['lease-over'])
  expect(decider.decide(ending).flows).toBe(true)
})

it('gives a copy the stricter of what label and agreement say', () => {
  const text = { ...listed, retentionDays: 10, leaseDays: 30, onward: { rule: 'ask-owner' as const, to: [] } }
  const out = outgoingLabel({ ...label, releaseTo: ['BRB', 'JAM'], eraseBy: iso(AT + 20 * DAY) }, text, AT)
  expect(out).toMatchObject({
    releaseTo: ['BRB'],
    leaseUntil: iso(AT + 10 * DAY),
    eraseBy: iso(AT + 10 * DAY),
    onward: 'ask-owner',
  })
  expect(outgoingLabel(label, listed, AT)).toMatchObject({ leaseUntil: iso(AT + 30 * DAY), eraseBy: null })
})

it('lets the units read that the agreement names, while vetted', () => {
  const units = [
    { nation: 'BRB', unit: 'Coast Guard', vetted: true },
    { nation: 'LCA', unit: 'Marine Unit', vetted: false },
  ]
  const reads = (nation: string, unit: string, vettedUntil: number | null) =>
    unitMayRead({ ...listed, units }, { nation, unit, vettedUntil }, AT)
  expect(reads('BRB', 'Coast Guard', AT + 1)).toBe(true)
  expect(reads('BRB', 'Coast Guard', AT)).toBe(false)
  expect(reads('BRB', 'Coast Guard', null)).toBe(false)
  expect(reads('LCA', 'Marine Unit', null)).toBe(true)
  expect(reads('LCA', 'Coast Guard', AT + 1)).toBe(false)
  expect(unitMayRead(listed, { nation: 'JAM', unit: 'any', vettedUntil: AT + 1 }, AT)).toBe(false)
})

it('has a reason for every rule, each with a name of its own', () => {
  expect(new Set(REASONS).size).toBe(REASONS.length)
})
