import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { Point } from './geo.ts'
import { CAPABILITY, Instant, LINE, Mmsi, nullable, WATCH } from './words.ts'

export const WATCH_LOG_KINDS = [
  'observation',
  'communication',
  'action',
  'weather',
  'equipment',
  'watch',
  'other',
] as const

const line = {
  /** When it happened; the date-time group is written from it. */
  at: Instant,
  kind: Type.Enum(WATCH_LOG_KINDS),
  text: Type.String({ minLength: 1, maxLength: 4000 }),
  mmsi: nullable(Mmsi),
  position: nullable(Point),
  alert: nullable(Ref('picture-alert')),
}

/** One line of the watch log. A correction is a further revision with its reason; the first text stays readable. */
export const watchLogEntry = defineRecord({
  type: 'watch-log-entry',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(line, { additionalProperties: false }),
  title: (b) => b.text.split('\n')[0]?.slice(0, 120) ?? '',
  label: { class: 'restricted' },
  searched: {
    at: { kind: 'time', path: 'at' },
    kind: { kind: 'text', path: 'kind' },
    mmsi: { kind: 'integer', path: 'mmsi' },
  },
  columns: ['at', 'kind', 'mmsi'],
  fullText: (b) => [b.text],
  retention: { kind: 'nation-sets', parameter: 'retention.watch-log-entry' },
  readers: [...WATCH, 'auditor'],
})
export type WatchLogEntry = Static<typeof watchLogEntry.body>

export const writeWatchLog = defineCommand({
  name: 'watch-log-entry.write',
  record: 'watch-log-entry',
  kind: 'create',
  input: Type.Object(
    {
      kind: line.kind,
      text: line.text,
      /** Absent = now. */
      at: Type.Optional(Instant),
      mmsi: Type.Optional(line.mmsi),
      position: Type.Optional(line.position),
      alert: Type.Optional(line.alert),
    },
    { additionalProperties: false },
  ),
  who: [...WATCH],
})

export const correctWatchLog = defineCommand({
  name: 'watch-log-entry.correct',
  record: 'watch-log-entry',
  kind: 'act',
  input: Type.Object(
    { text: line.text, at: Type.Optional(Instant), kind: Type.Optional(line.kind) },
    { additionalProperties: false },
  ),
  who: [...WATCH],
  reason: 'required',
})
