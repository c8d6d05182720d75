import { Type, type Static } from 'typebox'
import { defineCommand } from '../../contract/command.ts'
import { Instant } from '../../contract/instant.ts'
import { CLASSES } from '../../contract/label.ts'
import { defineRecord } from '../../contract/record.ts'
import { Ref } from '../../contract/ref.ts'

/** Longest emergency access, in minutes: one watch of eight hours (house rule; a nation may only be stricter). */
const BREAK_GLASS_MINUTES_MAX = 480
/** Hours within which a second person reviews access taken alone (house rule; no law sets it). */
export const REVIEW_WITHIN_HOURS = 24

/** What is widened. Realms and juvenile records are never reached this way, and vetting is not replaced by urgency. */
export const BreakGlassScope = Type.Object(
  {
    clearance: Type.Union([Type.Enum(CLASSES), Type.Null()]),
    handling: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 16, uniqueItems: true }),
    sealed: Type.Boolean(),
    about: Type.String({ minLength: 3, maxLength: 500, description: 'person, case or operation concerned' }),
  },
  { additionalProperties: false },
)
export type BreakGlassScope = Static<typeof BreakGlassScope>

const STATES = ['open', 'ended'] as const

export const breakGlass = defineRecord({
  type: 'break-glass',
  version: 1,
  line: 'node',
  capability: 'identity',
  body: Type.Object(
    {
      person: Ref('person'),
      kind: Type.Enum(['two-person', 'life-at-risk']),
      reason: Type.String({ minLength: 3, maxLength: 2000 }),
      scope: BreakGlassScope,
      from: Instant,
      until: Instant,
      /** Who approved beforehand; null when the officer acted alone. */
      approver: Type.Union([Type.String({ maxLength: 80 }), Type.Null()]),
      review: Type.Enum(['not-needed', 'due', 'proper', 'improper']),
      reviewDue: Type.Union([Instant, Type.Null()]),
      reviewer: Type.Union([Type.String({ maxLength: 80 }), Type.Null()]),
      remark: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
      state: Type.Enum(STATES),
    },
    { additionalProperties: false },
  ),
  title: (b) => (b.kind === 'life-at-risk' ? 'break-glass, life at risk' : 'break-glass, two persons'),
  label: { class: 'restricted', onward: 'none' },
  searched: {
    person: { kind: 'text', path: 'person' },
    kind: { kind: 'text', path: 'kind' },
    until: { kind: 'time', path: 'until' },
    review: { kind: 'text', path: 'review' },
    reviewDue: { kind: 'time', path: 'reviewDue' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['kind', 'until', 'review', 'reviewDue', 'state'],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.break-glass' },
  readers: ['officer', 'auditor'],
})
export type BreakGlassBody = Static<typeof breakGlass.body>

const opening = Type.Object(
  {
    scope: BreakGlassScope,
    minutes: Type.Integer({ minimum: 5, maximum: BREAK_GLASS_MINUTES_MAX }),
  },
  { additionalProperties: false },
)

/** Two persons: waits for the second, then opens. */
export const breakGlassAsk = defineCommand({
  name: 'break-glass.ask',
  record: 'break-glass',
  kind: 'create',
  input: opening,
  who: ['officer'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: ['break-glass-approver'] },
})

/** A life is at risk: opens now, and stays before the reviewers until one of them has judged it. */
export const breakGlassForLife = defineCommand({
  name: 'break-glass.for-life',
  record: 'break-glass',
  kind: 'create',
  input: opening,
  who: ['officer'],
  reason: 'required',
})

export const breakGlassEnd = defineCommand({
  name: 'break-glass.end',
  record: 'break-glass',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: ['officer'],
  from: ['open'],
})

export const breakGlassReview = defineCommand({
  name: 'break-glass.review',
  record: 'break-glass',
  kind: 'act',
  input: Type.Object(
    {
      finding: Type.Enum(['proper', 'improper']),
      remark: Type.String({ minLength: 3, maxLength: 2000 }),
    },
    { additionalProperties: false },
  ),
  who: ['break-glass-approver'],
})
