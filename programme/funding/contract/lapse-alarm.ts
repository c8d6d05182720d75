import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  AUDITOR,
  CAPABILITY,
  closed,
  CONTROLLER,
  Currency,
  Day,
  Decimal,
  LINE,
  nullable,
  OFFICER,
  Words,
} from './words.ts'

/** Raised by the node this many days before funds expire, once each. */
export const LAPSE_DAYS = [180, 90, 60, 30, 7] as const

/** The funds of an instrument are about to lapse. */
export const lapseAlarm = defineRecord({
  type: 'lapse-alarm',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    instrument: Ref('instrument'),
    reference: Words(60),
    fundsExpire: Day,
    withinDays: Type.Integer({ minimum: 0, maximum: 400 }),
    /** Ceiling less what is obligated; null where that cannot be told. */
    unobligated: nullable(Decimal),
    currency: Currency,
    action: nullable(Words(600)),
    state: Type.Enum(['raised', 'answered']),
  }),
  title: (b) => `${b.reference}: ${b.fundsExpire}`,
  label: { class: 'official' },
  searched: {
    instrument: { kind: 'text', path: 'instrument' },
    fundsExpire: { kind: 'text', path: 'fundsExpire' },
    withinDays: { kind: 'integer', path: 'withinDays' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['fundsExpire', 'withinDays', 'state'],
  states: { path: 'state', all: ['raised', 'answered'] },
  retention: { kind: 'nation-sets', parameter: 'retention.lapse-alarm' },
  readers: [OFFICER, CONTROLLER, AUDITOR],
})
export type LapseAlarm = Static<typeof lapseAlarm.body>

/** What is done about it. */
export const answerAlarm = defineCommand({
  name: 'lapse-alarm.answer',
  record: 'lapse-alarm',
  kind: 'act',
  input: closed({ action: Words(600) }),
  who: [OFFICER, CONTROLLER],
  from: ['raised'],
})
