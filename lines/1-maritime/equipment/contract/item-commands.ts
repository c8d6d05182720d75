import { Type } from 'typebox'
import { defineCommand } from '@basinet/kernel/contract'
import { facts, inspected, planned, stock } from './item.ts'
import { closed, Day, INSPECTOR, Instant, KEEPER, nullable, SUPERVISION, Words } from './words.ts'

const who = [KEEPER, ...SUPERVISION]
const act = { record: 'equipment-item', kind: 'act', who, from: ['active'] } as const
const Hours = Type.Number({ minimum: 0, maximum: 1e6 })
const number = Type.Integer({ minimum: 1 })

export const registerItem = defineCommand({
  name: 'equipment-item.register',
  record: 'equipment-item',
  kind: 'create',
  input: closed({ ...facts, holder: Words(120) }),
  who,
})
export const describeItem = defineCommand({
  ...act,
  name: 'equipment-item.describe',
  input: closed(facts),
  reason: 'required',
})
/** Goes to another person or place; who gives and who takes stand in the record. */
export const handItem = defineCommand({
  ...act,
  name: 'equipment-item.hand',
  input: closed({ holder: Words(120), place: Words(120), reason: Words(500) }),
})
/** What the hour meter and the tank say. */
export const readMeters = defineCommand({
  ...act,
  name: 'equipment-item.read-meters',
  who: [...who, 'watch-officer', 'boarding-officer'],
  input: closed({ at: Instant, engineHours: nullable(Hours), fuelL: nullable(Hours) }),
})
export const planTask = defineCommand({
  ...act,
  name: 'equipment-item.plan',
  input: closed({ ...planned, lastOn: nullable(Day), lastHours: nullable(Hours) }),
})
export const doTask = defineCommand({
  ...act,
  name: 'equipment-item.maintain',
  input: closed({
    number,
    on: Day,
    hours: nullable(Hours),
    parts: Type.Array(closed({ part: Words(80), used: Type.Integer({ minimum: 1, maximum: 10_000 }) }), {
      maxItems: 50,
    }),
    note: nullable(Words(1000)),
  }),
})
export const dropTask = defineCommand({
  ...act,
  name: 'equipment-item.drop-task',
  input: closed({ number }),
  reason: 'required',
})
export const stockPart = defineCommand({ ...act, name: 'equipment-item.stock', input: closed(stock) })
export const reportDefect = defineCommand({
  ...act,
  name: 'equipment-item.report-defect',
  who: [...who, 'watch-officer', 'boarding-officer'],
  input: closed({ text: Words(1000), grounding: Type.Boolean() }),
})
export const closeDefect = defineCommand({
  ...act,
  name: 'equipment-item.close-defect',
  input: closed({ number, remedy: Words(1000) }),
})
/** End-use inspection, by somebody who has it not in charge. */
export const inspectItem = defineCommand({
  ...act,
  name: 'equipment-item.inspect',
  who: [INSPECTOR, ...SUPERVISION],
  input: closed(inspected),
  from: ['active', 'lost'],
})
export const loseItem = defineCommand({
  ...act,
  name: 'equipment-item.lose',
  input: closed({}),
  reason: 'required',
})
export const findItem = defineCommand({
  ...act,
  name: 'equipment-item.find',
  input: closed({}),
  from: ['lost'],
  reason: 'required',
})
/** Scrapped, given back or given on: by two, since a donor asks. */
export const disposeItem = defineCommand({
  ...act,
  name: 'equipment-item.dispose',
  input: closed({}),
  from: ['active', 'lost'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: ['commander'] },
})
