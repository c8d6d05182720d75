import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import { Shape } from './geo.ts'
import { CAPABILITY, Instant, LINE, nullable, SERVICE, Severity, WATCH } from './words.ts'

const SpeedKn = Type.Number({ minimum: 0, maximum: 200 })

const drawn = {
  name: Type.String({ minLength: 1, maxLength: 80 }),
  note: Type.String({ maxLength: 2000 }),
  shape: Shape,
  alerts: Type.Object(
    {
      entry: Type.Boolean(),
      exit: Type.Boolean(),
      /** Alert when a vessel inside is faster than this; null = never. */
      speedAboveKn: nullable(SpeedKn),
      /** Alert when a vessel inside is slower than this; null = never. */
      speedBelowKn: nullable(SpeedKn),
    },
    { additionalProperties: false },
  ),
  severity: Severity,
  /** AIS ship types it looks at (ITU-R M.1371-5 table 53, 0-99); empty = every vessel. */
  shipTypes: Type.Array(Type.Integer({ minimum: 0, maximum: 255 }), { maxItems: 100 }),
  activeFrom: nullable(Instant),
  activeUntil: nullable(Instant),
}

/** An area drawn by hand that watches for entry, exit and speed. */
export const ownArea = defineRecord({
  type: 'own-area',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object({ ...drawn, state: Type.Enum(['active', 'retired']) }, { additionalProperties: false }),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    name: { kind: 'text', path: 'name' },
    state: { kind: 'text', path: 'state' },
    severity: { kind: 'text', path: 'severity' },
    activeUntil: { kind: 'time', path: 'activeUntil' },
  },
  columns: ['name', 'severity', 'state', 'activeUntil'],
  fullText: (b) => [b.note],
  states: { path: 'state', all: ['active', 'retired'] },
  retention: { kind: 'nation-sets', parameter: 'retention.own-area' },
  readers: [...WATCH, SERVICE],
})
export type OwnArea = Static<typeof ownArea.body>

export const drawArea = defineCommand({
  name: 'own-area.draw',
  record: 'own-area',
  kind: 'create',
  input: Type.Object(drawn, { additionalProperties: false }),
  who: [...WATCH],
})
export const changeArea = defineCommand({
  name: 'own-area.change',
  record: 'own-area',
  kind: 'act',
  input: Type.Object(drawn, { additionalProperties: false }),
  who: [...WATCH],
  from: ['active'],
  reason: 'required',
})
export const retireArea = defineCommand({
  name: 'own-area.retire',
  record: 'own-area',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['active'],
  reason: 'required',
})
