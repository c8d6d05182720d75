import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { Point } from './geo.ts'
import { CAPABILITY, Instant, LINE, Mmsi, nullable, PersonId, SERVICE, SUPERVISION, WATCH } from './words.ts'

/** Lines one log holds at most; a longer case goes on in a second log that names the first. */
export const SAR_ENTRIES_MAX = 1000

export const SAR_KINDS = [
  'sart',
  'mob',
  'epirb',
  'safety-text',
  /** Texts of so many stations at once that each has no log of its own. */
  'safety-texts',
  'mayday',
  'overdue',
  'other',
] as const
/** A draft is a log that the machine opened on a text in which it found no call: a person confirms or closes it. */
export const SAR_STATES = ['draft', 'open', 'closed'] as const
/** What stands as the outcome of a draft that a person found to be no case. */
export const NO_RESCUE = 'no rescue'

const Entry = Type.Object(
  {
    at: Instant,
    by: PersonId,
    text: Type.String({ minLength: 1, maxLength: 4000 }),
    position: nullable(Point),
  },
  { additionalProperties: false },
)

const opened = {
  kind: Type.Enum(SAR_KINDS),
  /** Who or what is in distress, in words. */
  subject: Type.String({ minLength: 1, maxLength: 200 }),
  /** Identity of the beacon or vessel, when one is known. */
  beacon: nullable(Mmsi),
  position: nullable(Point),
  at: Instant,
  /** Log this one goes on from. */
  continues: nullable(Ref('sar-log')),
}

/** The log of one search-and-rescue case. The machine may open or draft it; only a person closes it. */
export const sarLog = defineRecord({
  type: 'sar-log',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      ...opened,
      trigger: nullable(Ref('picture-alert')),
      entries: Type.Array(Entry, { maxItems: SAR_ENTRIES_MAX }),
      outcome: nullable(Type.String({ minLength: 3, maxLength: 2000 })),
      state: Type.Enum(SAR_STATES),
    },
    { additionalProperties: false },
  ),
  title: (b) => `${b.kind}: ${b.subject}`,
  label: { class: 'official' },
  searched: {
    state: { kind: 'text', path: 'state' },
    kind: { kind: 'text', path: 'kind' },
    beacon: { kind: 'integer', path: 'beacon' },
    at: { kind: 'time', path: 'at' },
  },
  columns: ['at', 'kind', 'beacon', 'state'],
  fullText: (b) => [b.subject, ...b.entries.map((e) => e.text)],
  states: { path: 'state', all: [...SAR_STATES] },
  retention: { kind: 'nation-sets', parameter: 'retention.sar-log' },
  readers: [...WATCH, SERVICE],
})
export type SarLog = Static<typeof sarLog.body>

export const openSarLog = defineCommand({
  name: 'sar-log.open',
  record: 'sar-log',
  kind: 'create',
  input: Type.Object(
    { ...opened, text: Type.String({ minLength: 1, maxLength: 4000 }) },
    { additionalProperties: false },
  ),
  who: [...WATCH],
})
export const noteSarLog = defineCommand({
  name: 'sar-log.note',
  record: 'sar-log',
  kind: 'act',
  input: Type.Object(
    {
      text: Type.String({ minLength: 1, maxLength: 4000 }),
      position: Type.Optional(nullable(Point)),
      /** When it happened; absent = now. */
      at: Type.Optional(Instant),
    },
    { additionalProperties: false },
  ),
  who: [...WATCH],
  from: ['draft', 'open'],
})
/** A draft is a case: the log is open from now on. */
export const confirmSarLog = defineCommand({
  name: 'sar-log.confirm',
  record: 'sar-log',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['draft'],
})
/** A draft is no case: closed with the outcome "no rescue", and the texts' alarms with it. */
export const noRescueSarLog = defineCommand({
  name: 'sar-log.no-rescue',
  record: 'sar-log',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['draft'],
})
export const closeSarLog = defineCommand({
  name: 'sar-log.close',
  record: 'sar-log',
  kind: 'act',
  input: Type.Object(
    { outcome: Type.String({ minLength: 3, maxLength: 2000 }) },
    { additionalProperties: false },
  ),
  who: [...SUPERVISION],
  from: ['open'],
  reason: 'required',
})
export const reopenSarLog = defineCommand({
  name: 'sar-log.reopen',
  record: 'sar-log',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['closed'],
  reason: 'required',
})
