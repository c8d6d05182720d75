import { readFileSync } from 'node:fs'
import {
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  statefulIsAuthorized,
  type CedarValueJson,
} from '@cedar-policy/cedar-wasm/nodejs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CLASSES, classRank, ONWARD, type Label } from '@basinet/kernel/contract'
import { decide, REASONS, termsOf, type FlowQuestion } from './decide.ts'
import { testText } from './test-agreement.ts'
import type { AgreementText } from './text.ts'

const AT = Date.UTC(2026, 10, 24)
const DAY = 86_400_000
const RUNS = process.env['BASINET_FULL'] === '1' ? 100_000 : 600
const SET = 'flow'
const HASH = new Uint8Array(32)

const policies = policiesById()
const parsed = preparsePolicySet(SET, { staticPolicies: policies })
if (parsed.type === 'failure') throw new Error(parsed.errors.map((e) => e.message).join('; '))

function policiesById(): Record<string, string> {
  const parts = policySetTextToParts(readFileSync(new URL('flow.cedar', import.meta.url), 'utf8'))
  if (parts.type === 'failure') throw new Error(parts.errors.map((e) => e.message).join('; '))
  return Object.fromEntries(
    parts.policies.map((policy) => {
      const json = policyToJson(policy)
      if (json.type === 'failure') throw new Error(json.errors.map((e) => e.message).join('; '))
      return [json.json.annotations?.['id'] ?? '', policy]
    }),
  )
}

const moment = (name: string, at: number | null): Record<string, CedarValueJson> =>
  at === null ? {} : { [name]: at }

/** What Cedar says: every rule that forbids, none where it flows. */
function cedar(text: AgreementText, active: boolean, q: FlowQuestion): readonly string[] {
  const { label: l } = q
  const answer = statefulIsAuthorized({
    preparsedPolicySetId: SET,
    principal: { type: 'Nation', id: q.recipient },
    action: { type: 'Action', id: 'flow' },
    resource: { type: 'Item', id: 'it' },
    context: {
      agreement: {
        active,
        validFrom: text.validFrom,
        ...moment('validUntil', text.validUntil),
        givers: [...text.givers],
        parties: [...text.parties],
        kinds: text.kinds.map((k) => k.type),
        hitKinds: text.kinds.filter((k) => k.mode === 'hit').map((k) => k.type),
        purposes: [...text.purposes],
        classCeiling: classRank(text.classCeiling),
        handling: [...text.handling],
        personal: text.personal,
        juvenile: text.juvenile,
        exercise: text.exercise,
        onward: text.onward.rule,
        onwardTo: [...text.onward.to],
        releaseCeiling: [...text.releaseCeiling],
      },
      label: {
        owner: l.owner,
        class: classRank(l.class),
        releaseTo: [...l.releaseTo],
        displayOnly: [...l.displayOnly],
        handling: [...l.handling],
        purposes: [...l.purposes],
        personal: l.personal,
        juvenile: l.juvenile,
        sealed: l.sealed,
        exercise: l.exercise,
        onward: l.onward,
        ...moment('leaseUntil', l.leaseUntil === null ? null : Date.parse(l.leaseUntil)),
        ...moment('eraseBy', l.eraseBy === null ? null : Date.parse(l.eraseBy)),
      },
      type: q.type,
      purpose: q.purpose,
      from: q.from,
      recipient: q.recipient,
      at: q.at,
    },
    entities: [],
  })
  if (answer.type === 'failure') throw new Error(answer.errors.map((e) => e.message).join('; '))
  const { decision, diagnostics } = answer.response
  expect(diagnostics.errors).toEqual([])
  return decision === 'allow' ? [] : diagnostics.reason
}

const nation = fc.constantFrom('LCA', 'BRB', 'VCT', 'JAM')
const rarely = fc.constantFrom(false, false, false, true)
const purpose = fc.constantFrom('counter-narcotics', 'search-and-rescue', 'tax')
const days = fc.integer({ min: -3, max: 3 }).map((d) => AT + d * DAY)
const date = fc.option(
  days.map((at) => new Date(at).toISOString()),
  { nil: null, freq: 2 },
)
const nations = (min: number) => fc.uniqueArray(nation, { minLength: min })

const anyLabel: fc.Arbitrary<Label> = fc.record({
  owner: nation,
  class: fc.constantFrom(...CLASSES),
  releaseTo: nations(1),
  displayOnly: fc.uniqueArray(nation, { maxLength: 2 }),
  handling: fc.subarray(['law-enforcement', 'orcon'], { maxLength: 1 }),
  purposes: fc.uniqueArray(purpose, { maxLength: 2 }),
  personal: fc.boolean(),
  juvenile: rarely,
  sealed: rarely,
  keepUntil: fc.constant(null),
  eraseBy: date,
  holds: fc.constant([]),
  leaseUntil: date,
  onward: fc.constantFrom(...ONWARD),
  sources: fc.constant([]),
  exercise: rarely,
})

const anyText: fc.Arbitrary<AgreementText> = fc
  .record({
    givers: nations(2),
    parties: nations(3),
    purposes: fc.uniqueArray(purpose, { minLength: 1 }),
    classCeiling: fc.constantFrom(...CLASSES),
    releaseCeiling: nations(3),
    handling: fc.subarray(['law-enforcement', 'orcon']),
    personal: fc.boolean(),
    juvenile: fc.boolean(),
    exercise: rarely,
    onward: fc.record({ rule: fc.constantFrom('none', 'ask-owner', 'listed'), to: nations(0) }),
    validUntil: fc.option(days, { nil: null }),
  })
  .map((change) => testText(['LCA', 'BRB', 'VCT'], AT, change))

const anyQuestion: fc.Arbitrary<FlowQuestion> = fc.record({
  label: anyLabel,
  type: fc.constantFrom('vessel-sighting', 'vessel-sighting', 'person-note', 'watchlist', 'cargo-note'),
  purpose,
  from: nation,
  recipient: nation,
  at: days,
})

/** What comes closest to flowing most often: the owner gives, inside the agreement. */
const near = fc.tuple(anyText, anyQuestion).map(([text, q]): [AgreementText, FlowQuestion] => [
  { ...text, givers: text.parties, releaseCeiling: text.parties, classCeiling: 'secret', exercise: false },
  {
    ...q,
    from: text.parties[0] ?? q.from,
    recipient: text.parties[1] ?? q.recipient,
    purpose: text.purposes[0] ?? q.purpose,
    label: { ...q.label, owner: text.parties[0] ?? 'LCA', exercise: false, purposes: [] },
  },
])

it('decides as Cedar does, for the same reasons, whatever the agreement', () => {
  const met = new Map<string, number>()
  fc.assert(
    fc.property(
      fc.oneof(fc.tuple(anyText, anyQuestion), near),
      fc.constantFrom(true, true, true, false),
      ([text, question], active) => {
        const agreement = { text, hash: HASH, signatures: new Map(), actions: new Map() }
        const { flows, reasons } = decide(termsOf(agreement, active), question)
        const against = cedar(text, active, question)
        expect([...reasons].toSorted()).toEqual([...against].toSorted())
        expect(flows).toBe(against.length === 0)
        for (const reason of flows ? ['flows'] : reasons) met.set(reason, (met.get(reason) ?? 0) + 1)
      },
    ),
    { numRuns: RUNS },
  )
  // Each rule was met, and what flows as well; a question of the field mask is in `mask.test.ts`.
  const stated = new Set(Object.keys(policies))
  expect(REASONS.filter((r) => r !== 'fields').filter((r) => !stated.has(r))).toEqual([])
  expect([...stated].filter((id) => !met.has(id))).toEqual([])
})
