import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Label, Ref } from '@basinet/kernel/contract'
import { Point } from './geo.ts'
import { CAPABILITY, Instant, LINE, Mmsi, nullable, SERVICE, Severity, WATCH } from './words.ts'

/** Why, as a message key of the console with its parameters: the sentence is made in the reader's language. */
export const Why = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][a-zA-Z0-9.-]*$', maxLength: 80 }),
    params: Type.Record(
      Type.String({ maxLength: 40 }),
      Type.Union([Type.Number(), Type.String({ maxLength: 300 })]),
      { maxProperties: 20 },
    ),
  },
  { additionalProperties: false },
)
export type Why = Static<typeof Why>

export const DISMISSALS = ['false-alarm', 'resolved', 'duplicate', 'known-behaviour', 'other'] as const

const raised = {
  /** Rule that raised it, e.g. `identity.imo-check-digit`, `area.entry`, `distress.sart`. */
  rule: Type.String({ pattern: '^[a-z][a-z0-9.-]*$', maxLength: 60 }),
  /** Same for every raise of one episode, so that a restart does not raise it twice. */
  episode: Type.String({ minLength: 1, maxLength: 120 }),
  severity: Severity,
  /** Life at risk: no filter hides it, and it opens a search-and-rescue log. */
  distress: Type.Boolean(),
  at: Instant,
  mmsi: nullable(Mmsi),
  /** A contact that has no MMSI: `track:…`, `adsb:…`; or the record of a partner's track: `share:…`. */
  contact: Type.Optional(
    Type.String({ pattern: '^(adsb:~?[0-9A-F]{6}|track:[0-9A-Z]{1,6}|share:[0-9a-f-]{36})$' }),
  ),
  name: nullable(Type.String({ maxLength: 80 })),
  position: nullable(Point),
  why: Why,
  /** The reports it was decided on. */
  evidence: Type.Array(Type.Object({}, { additionalProperties: true }), { maxItems: 20 }),
  area: nullable(Ref('own-area')),
  watchListEntry: nullable(Ref('watch-list-entry')),
}

/** Alerts of one rule told together, because they came faster than anybody reads. */
const StormVessel = Type.Object(
  {
    mmsi: Mmsi,
    at: Instant,
    lastAt: Instant,
    /** How often between the two. */
    times: Type.Integer({ minimum: 1 }),
    /** Words of a safety text. */
    text: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
)
const STORM_VESSELS_MAX = 500
/** Alerts one command raises at most. */
const RAISED_MAX = 50

/** Something the machine noticed and an officer must look at. */
export const pictureAlert = defineRecord({
  type: 'picture-alert',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      ...raised,
      /** Of alerts told together: every vessel they were raised on. */
      vessels: Type.Optional(Type.Array(StormVessel, { maxItems: STORM_VESSELS_MAX })),
      sarLog: nullable(Ref('sar-log')),
      dismissal: nullable(Type.Enum(DISMISSALS)),
      state: Type.Enum(['open', 'acknowledged', 'dismissed']),
    },
    { additionalProperties: false },
  ),
  title: (b) =>
    [b.rule, b.mmsi, b.name, b.vessels === undefined ? null : `×${b.vessels.length}`]
      .filter((part) => part !== null)
      .join(' '),
  label: { class: 'official' },
  searched: {
    state: { kind: 'text', path: 'state' },
    rule: { kind: 'text', path: 'rule' },
    severity: { kind: 'text', path: 'severity' },
    distress: { kind: 'boolean', path: 'distress' },
    at: { kind: 'time', path: 'at' },
    mmsi: { kind: 'integer', path: 'mmsi' },
    episode: { kind: 'text', path: 'episode' },
    area: { kind: 'text', path: 'area' },
    sarLog: { kind: 'text', path: 'sarLog' },
  },
  columns: ['at', 'rule', 'severity', 'mmsi', 'state'],
  fullText: (b) => [b.name ?? ''],
  states: { path: 'state', all: ['open', 'acknowledged', 'dismissed'] },
  retention: { kind: 'nation-sets', parameter: 'retention.picture-alert' },
  readers: [...WATCH, SERVICE],
})
export type PictureAlert = Static<typeof pictureAlert.body>

const Raised = Type.Object(
  {
    ...raised,
    /** Other vessels it tells of: a protected one among them puts its caveats on the record. */
    others: Type.Array(Mmsi, { maxItems: 10 }),
    /** Label of a partner's track that it tells of: the alert gets the strictest. */
    under: Type.Optional(Label),
  },
  { additionalProperties: false },
)

/** Given by the node only. An episode already open is answered with its record, not raised again. */
export const raiseAlert = defineCommand({
  name: 'picture-alert.raise',
  record: 'picture-alert',
  kind: 'create',
  input: Raised,
  who: [SERVICE],
})
/** The same for several at once; the answer is the first, the output lists all. */
export const raiseAlerts = defineCommand({
  name: 'picture-alert.raise-many',
  record: 'picture-alert',
  kind: 'create',
  input: Type.Object(
    { alerts: Type.Array(Raised, { minItems: 1, maxItems: RAISED_MAX }) },
    { additionalProperties: false },
  ),
  who: [SERVICE],
})
const { rule, episode, severity, distress, at, area, watchListEntry } = raised
const Storm = Type.Object(
  {
    rule,
    episode,
    severity,
    distress,
    at,
    until: Instant,
    area,
    areaName: nullable(Type.String({ maxLength: 300 })),
    watchListEntry,
    vessels: Type.Array(StormVessel, { maxItems: STORM_VESSELS_MAX }),
    /** Alerts of vessels that are not named. */
    unnamed: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
)
export type StormInput = Static<typeof Storm>
/** Alerts of one rule as one record that names every vessel; protected craft go into a second one under their caveat. */
export const raiseStorm = defineCommand({
  name: 'picture-alert.raise-storm',
  record: 'picture-alert',
  kind: 'create',
  input: Storm,
  who: [SERVICE],
})
export const acknowledgeAlert = defineCommand({
  name: 'picture-alert.acknowledge',
  record: 'picture-alert',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['open'],
})
export const dismissAlert = defineCommand({
  name: 'picture-alert.dismiss',
  record: 'picture-alert',
  kind: 'act',
  input: Type.Object({ dismissal: Type.Enum(DISMISSALS) }, { additionalProperties: false }),
  who: [...WATCH],
  from: ['open', 'acknowledged'],
  reason: 'required',
})
