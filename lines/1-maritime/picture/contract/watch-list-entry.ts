import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, PersonRef } from '@basinet/kernel/contract'
import {
  CAPABILITY,
  Imo,
  Instant,
  LINE,
  MARITIME_SECURITY,
  Mmsi,
  nullable,
  PersonId,
  SERVICE,
  Severity,
  SUPERVISION,
  WATCH,
} from './words.ts'

/** Which vessel is meant; at least one field must be given, and each given one is looked for. */
const Identity = Type.Object(
  {
    mmsi: nullable(Mmsi),
    imo: nullable(Imo),
    callSign: nullable(Type.String({ minLength: 1, maxLength: 20 })),
    name: nullable(Type.String({ minLength: 2, maxLength: 80 })),
  },
  { additionalProperties: false },
)

const listed = {
  identity: Identity,
  /** Why it is watched. */
  reason: Type.String({ minLength: 3, maxLength: 2000 }),
  /** Who ordered it or the law it stands on. */
  authority: Type.String({ minLength: 3, maxLength: 300 }),
  /** Person who must review it; not the one who adds it. */
  reviewer: PersonRef('active'),
  reviewBy: Instant,
  expiresAt: Instant,
  severity: Severity,
  instructions: Type.String({ maxLength: 2000 }),
}

const Review = Type.Object(
  {
    at: Instant,
    by: PersonId,
    decision: Type.Enum(['keep', 'withdraw']),
    remark: Type.String({ maxLength: 2000 }),
  },
  { additionalProperties: false },
)

/** A vessel to be noticed. It cannot stand for ever: it names its reviewer and its end. */
export const watchListEntry = defineRecord({
  type: 'watch-list-entry',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      ...listed,
      reviews: Type.Array(Review, { maxItems: 100 }),
      state: Type.Enum(['active', 'expired', 'withdrawn']),
    },
    { additionalProperties: false },
  ),
  title: (b) =>
    b.identity.name ?? b.identity.callSign ?? `${b.identity.mmsi ?? `IMO ${b.identity.imo ?? '-'}`}`,
  // The name or the reason may point at a person, hence personal and bound to the purpose.
  label: { class: 'restricted', personal: true, purposes: [MARITIME_SECURITY], onward: 'none' },
  searched: {
    state: { kind: 'text', path: 'state' },
    mmsi: { kind: 'integer', path: 'identity.mmsi' },
    imo: { kind: 'integer', path: 'identity.imo' },
    callSign: { kind: 'text', path: 'identity.callSign' },
    name: { kind: 'text', path: 'identity.name' },
    reviewer: { kind: 'text', path: 'reviewer' },
    reviewBy: { kind: 'time', path: 'reviewBy' },
    expiresAt: { kind: 'time', path: 'expiresAt' },
  },
  columns: ['name', 'mmsi', 'state', 'reviewBy', 'expiresAt'],
  fullText: (b) => [b.reason, b.authority, b.identity.callSign ?? '', b.identity.name ?? ''],
  states: { path: 'state', all: ['active', 'expired', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.watch-list-entry' },
  readers: [...WATCH, SERVICE],
})
export type WatchListEntry = Static<typeof watchListEntry.body>

export const addToWatchList = defineCommand({
  name: 'watch-list-entry.add',
  record: 'watch-list-entry',
  kind: 'create',
  input: Type.Object(listed, { additionalProperties: false }),
  who: [...WATCH],
  purposes: [MARITIME_SECURITY],
})
export const reviewWatchList = defineCommand({
  name: 'watch-list-entry.review',
  record: 'watch-list-entry',
  kind: 'act',
  input: Type.Object(
    {
      decision: Type.Enum(['keep', 'withdraw']),
      remark: Type.String({ maxLength: 2000 }),
      /** For `keep`: the next review and the new end. */
      reviewBy: Type.Optional(Instant),
      expiresAt: Type.Optional(Instant),
    },
    { additionalProperties: false },
  ),
  who: [...WATCH],
  purposes: [MARITIME_SECURITY],
  from: ['active'],
})
export const withdrawFromWatchList = defineCommand({
  name: 'watch-list-entry.withdraw',
  record: 'watch-list-entry',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...SUPERVISION],
  from: ['active'],
  reason: 'required',
})
/** Given by the node when `expiresAt` has passed. */
export const expireWatchListEntry = defineCommand({
  name: 'watch-list-entry.expire',
  record: 'watch-list-entry',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [SERVICE],
  from: ['active'],
})
