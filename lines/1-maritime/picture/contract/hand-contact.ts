import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import { Lat, Lon, Point } from './geo.ts'
import { CAPABILITY, Instant, LINE, Mmsi, nullable, SERVICE, WATCH } from './words.ts'

/** Reliability of the source and credibility of the report, Admiralty grading (NATO AJP-2.1, A-F and 1-6). */
export const RELIABILITY = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export const CREDIBILITY = ['1', '2', '3', '4', '5', '6'] as const

export const CONTACT_KINDS = [
  'go-fast',
  'fishing',
  'yacht',
  'cargo',
  'tanker',
  'passenger',
  'semi-submersible',
  'aircraft',
  'person-in-water',
  'debris',
  'other',
  'unknown',
] as const

/** Where it was seen, as reported: a position, or a true bearing and range from a named place. */
const Reported = Type.Union([
  Type.Object({ kind: Type.Literal('position'), lon: Lon, lat: Lat }, { additionalProperties: false }),
  Type.Object(
    {
      kind: Type.Literal('bearing-range'),
      from: Point,
      fromName: Type.String({ maxLength: 80 }),
      bearingDeg: Type.Number({ minimum: 0, exclusiveMaximum: 360 }),
      rangeNm: Type.Number({ exclusiveMinimum: 0, maximum: 500 }),
    },
    { additionalProperties: false },
  ),
])

const said = {
  channel: Type.Enum(['vhf', 'phone', 'fisherman', 'vessel', 'aircraft', 'lookout', 'message', 'other']),
  /** Who said it, in the officer's words. */
  source: Type.String({ minLength: 1, maxLength: 200 }),
  reliability: Type.Enum(RELIABILITY),
  credibility: Type.Enum(CREDIBILITY),
  kind: Type.Enum(CONTACT_KINDS),
  description: Type.String({ maxLength: 2000 }),
  reported: Reported,
  /** Radius that held the contact when it was seen. */
  accuracyM: Type.Number({ minimum: 0, maximum: 200_000 }),
  courseDeg: nullable(Type.Number({ minimum: 0, exclusiveMaximum: 360 })),
  speedKn: nullable(Type.Number({ minimum: 0, maximum: 150 })),
  /** How fast the circle grows: by how much speed and course may be wrong, or the top speed when both are unknown. */
  growthKn: Type.Number({ minimum: 0, maximum: 150 }),
  sightedAt: Instant,
}

/** A contact entered from somebody's word: graded, dead-reckoned, perhaps later one with a track. */
export const handContact = defineRecord({
  type: 'hand-contact',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      ...said,
      /** Where it was seen, worked out from what was reported. */
      position: Point,
      state: Type.Enum(['open', 'merged', 'closed']),
      /** Track it turned out to be. */
      mergedWith: nullable(Type.Object({ mmsi: Mmsi, at: Instant }, { additionalProperties: false })),
    },
    { additionalProperties: false },
  ),
  title: (b) => `${b.kind}: ${b.description === '' ? b.source : b.description}`,
  // The source may be a person who must not be known.
  label: { class: 'restricted', personal: true },
  searched: {
    state: { kind: 'text', path: 'state' },
    kind: { kind: 'text', path: 'kind' },
    channel: { kind: 'text', path: 'channel' },
    reliability: { kind: 'text', path: 'reliability' },
    sightedAt: { kind: 'time', path: 'sightedAt' },
    mmsi: { kind: 'integer', path: 'mergedWith.mmsi' },
  },
  columns: ['sightedAt', 'kind', 'channel', 'reliability', 'state'],
  fullText: (b) => [b.description, b.source],
  states: { path: 'state', all: ['open', 'merged', 'closed'] },
  retention: { kind: 'nation-sets', parameter: 'retention.hand-contact' },
  readers: [...WATCH, SERVICE],
})
export type HandContact = Static<typeof handContact.body>

export const enterContact = defineCommand({
  name: 'hand-contact.enter',
  record: 'hand-contact',
  kind: 'create',
  input: Type.Object(said, { additionalProperties: false }),
  who: [...WATCH],
})
/** A new report of the same contact, or a slip of the pen: the earlier words stay in the history. */
export const correctContact = defineCommand({
  name: 'hand-contact.correct',
  record: 'hand-contact',
  kind: 'act',
  input: Type.Object(said, { additionalProperties: false }),
  who: [...WATCH],
  from: ['open'],
  reason: 'required',
})
export const mergeContact = defineCommand({
  name: 'hand-contact.merge',
  record: 'hand-contact',
  kind: 'act',
  input: Type.Object({ mmsi: Mmsi }, { additionalProperties: false }),
  who: [...WATCH],
  from: ['open'],
})
export const closeContact = defineCommand({
  name: 'hand-contact.close',
  record: 'hand-contact',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['open', 'merged'],
  reason: 'required',
})
export const reopenContact = defineCommand({
  name: 'hand-contact.reopen',
  record: 'hand-contact',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['merged', 'closed'],
  reason: 'required',
})
