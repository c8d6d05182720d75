import { Type, type Static } from 'typebox'
import { defineRecord, Ref } from '@basinet/kernel/contract'
import {
  by,
  CAPABILITY,
  closed,
  Day,
  INSPECTOR,
  Instant,
  KEEPER,
  LINE,
  nullable,
  Point,
  WATCH,
  Words,
} from './words.ts'

const KINDS = [
  'boat',
  'ship',
  'helicopter',
  'aeroplane',
  'drone',
  'radar',
  'radio',
  'engine',
  'vehicle',
] as const
const ITEM_STATES = ['active', 'lost', 'disposed'] as const
const Hours = Type.Number({ minimum: 0, maximum: 1e6 })
const Litres = Type.Number({ minimum: 0, maximum: 1e6 })

/** Donated under a grant: the record of the assistance, and how often its end use is looked at. */
const Grant = closed({
  assistance: nullable(Ref('assistance')),
  donor: Words(120),
  terms: Words(1000),
  inspectEveryDays: Type.Integer({ minimum: 1, maximum: 3660 }),
  since: Day,
})

export const facts = {
  name: Words(80),
  kind: Type.Enum(KINDS),
  model: Words(120),
  serial: Words(80),
  unit: Words(80),
  /** The boat or aircraft that interdiction tasks: this one, or the one that carries it. */
  asset: nullable(Ref('maritime-asset')),
  /** Without it the boat or aircraft is not sent. */
  essential: Type.Boolean(),
  place: Words(120),
  position: nullable(Point),
  fuelCapacityL: nullable(Litres),
  /** At the speed it is tasked for. */
  fuelPerHourL: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 1e5 })),
  grant: nullable(Grant),
}

/** One task of the maintenance plan; due by hours, by days, or by whichever comes first. */
export const planned = {
  task: Words(200),
  /** Maker's manual and section, or the order it rests on. */
  source: Words(200),
  everyHours: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 1e5 })),
  everyDays: nullable(Type.Integer({ minimum: 1, maximum: 7320 })),
  /** Overdue, it stops the use of the item. */
  stops: Type.Boolean(),
}
const count = Type.Integer({ minimum: 1 })
const Task = closed({
  number: count,
  ...planned,
  /** When it was last done; null: never here. */
  lastOn: nullable(Day),
  lastHours: nullable(Hours),
})
const Done = closed({ number: count, on: Day, hours: nullable(Hours), by, note: nullable(Words(1000)) })
export const stock = {
  part: Words(80),
  name: Words(120),
  held: Type.Integer({ minimum: 0, maximum: 1e6 }),
  /** Below it the part is ordered. */
  least: Type.Integer({ minimum: 0, maximum: 1e6 }),
}
const Defect = closed({
  number: count,
  text: Words(1000),
  grounding: Type.Boolean(),
  at: Instant,
  by,
  closedAt: nullable(Instant),
  closedBy: nullable(by),
  remedy: nullable(Words(1000)),
})
const Custody = closed({ at: Instant, by, holder: Words(120), place: Words(120), reason: Words(500) })
const FOUND = ['in-use', 'stored', 'out-of-order', 'missing', 'used-otherwise'] as const
export const inspected = {
  on: Day,
  found: Type.Enum(FOUND),
  note: nullable(Words(1000)),
  /** Pictures kept with this record beforehand. */
  photographs: Type.Array(Ref('file'), { maxItems: 20 }),
}
const Inspection = closed({ ...inspected, by })

/** A boat, aircraft, radar, radio or engine, from its receipt to its end. */
export const equipmentItem = defineRecord({
  type: 'equipment-item',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    /** Who has it in charge now: the last line of `custody`. */
    holder: Words(120),
    engineHours: nullable(Hours),
    hoursAt: nullable(Instant),
    fuelL: nullable(Litres),
    fuelAt: nullable(Instant),
    plan: Type.Array(Task, { maxItems: 100 }),
    done: Type.Array(Done, { maxItems: 2000 }),
    parts: Type.Array(closed(stock), { maxItems: 200 }),
    defects: Type.Array(Defect, { maxItems: 500 }),
    custody: Type.Array(Custody, { minItems: 1, maxItems: 500 }),
    inspections: Type.Array(Inspection, { maxItems: 200 }),
    state: Type.Enum(ITEM_STATES),
  }),
  title: (b) => `${b.name} ${b.serial}`,
  label: { class: 'restricted' },
  searched: {
    name: { kind: 'text', path: 'name' },
    kind: { kind: 'text', path: 'kind' },
    serial: { kind: 'text', path: 'serial' },
    unit: { kind: 'text', path: 'unit' },
    asset: { kind: 'text', path: 'asset' },
    donor: { kind: 'text', path: 'grant.donor' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'kind', 'unit', 'donor', 'state'],
  fullText: (b) => [b.model, b.holder, b.place, ...b.defects.map((d) => d.text)],
  states: { path: 'state', all: ITEM_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.equipment-item' },
  readers: [...WATCH, 'boarding-officer', KEEPER, INSPECTOR],
})
export type EquipmentItem = Static<typeof equipmentItem.body>
