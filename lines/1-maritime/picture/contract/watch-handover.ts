import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import { CAPABILITY, Instant, LINE, nullable, PersonId, Severity, WATCH } from './words.ts'

/** Open matters one hand-over can list; a watch with more is told to close or group some first. */
export const HANDOVER_ITEMS_MAX = 200
export const HANDOVER_STATES = ['offered', 'accepted', 'withdrawn'] as const

const Item = Type.Object(
  {
    /** Record type of the open matter. */
    type: Type.Enum(['picture-alert', 'sar-log', 'hand-contact']),
    id: Type.String({ format: 'uuid' }),
    title: Type.String({ maxLength: 300 }),
    severity: Severity,
    since: Instant,
    acknowledgedAt: nullable(Instant),
  },
  { additionalProperties: false },
)
export type HandoverItem = Static<typeof Item>

/** The end of one watch and the start of the next. Lists every open matter; the relief acknowledges each, then accepts. */
export const watchHandover = defineRecord({
  type: 'watch-handover',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      outgoing: PersonId,
      relief: nullable(PersonId),
      summary: Type.String({ minLength: 1, maxLength: 4000 }),
      offeredAt: Instant,
      acceptedAt: nullable(Instant),
      items: Type.Array(Item, { maxItems: HANDOVER_ITEMS_MAX }),
      state: Type.Enum(HANDOVER_STATES),
    },
    { additionalProperties: false },
  ),
  title: (b) => `${b.offeredAt.slice(0, 16).replace('T', ' ')} · ${b.items.length}`,
  label: { class: 'restricted' },
  searched: {
    state: { kind: 'text', path: 'state' },
    outgoing: { kind: 'text', path: 'outgoing' },
    relief: { kind: 'text', path: 'relief' },
    offeredAt: { kind: 'time', path: 'offeredAt' },
  },
  columns: ['offeredAt', 'outgoing', 'relief', 'state'],
  fullText: (b) => [b.summary],
  states: { path: 'state', all: HANDOVER_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.watch-handover' },
  readers: [...WATCH, 'auditor'],
})
export type WatchHandover = Static<typeof watchHandover.body>

/** The outgoing officer ends the watch; the node itself lists what is open, so that nothing is left out. */
export const offerHandover = defineCommand({
  name: 'watch-handover.offer',
  record: 'watch-handover',
  kind: 'create',
  input: Type.Object(
    { summary: Type.String({ minLength: 1, maxLength: 4000 }) },
    { additionalProperties: false },
  ),
  who: [...WATCH],
})
export const acknowledgeHandoverItem = defineCommand({
  name: 'watch-handover.acknowledge',
  record: 'watch-handover',
  kind: 'act',
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
  who: [...WATCH],
  from: ['offered'],
})
export const acceptHandover = defineCommand({
  name: 'watch-handover.accept',
  record: 'watch-handover',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['offered'],
})
export const withdrawHandover = defineCommand({
  name: 'watch-handover.withdraw',
  record: 'watch-handover',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['offered'],
  reason: 'required',
})
