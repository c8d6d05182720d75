import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import { CAPABILITY, LINE, Mmsi, SERVICE, Severity, WATCH } from './words.ts'

/** Vessels one approach alarm guards at most. */
export const GUARDED_MAX = 100

const set = {
  name: Type.String({ minLength: 1, maxLength: 80 }),
  note: Type.String({ maxLength: 2000 }),
  /** Closest distance that counts, nautical miles. */
  limitNm: Type.Number({ minimum: 0.01, maximum: 5 }),
  /** How far ahead it looks, minutes. */
  aheadMinutes: Type.Integer({ minimum: 1, maximum: 60 }),
  /** Vessels whose approaches to anything are looked at; empty = every pair on the picture. */
  guarded: Type.Array(Mmsi, { maxItems: GUARDED_MAX, uniqueItems: true }),
  severity: Severity,
}

/** An alarm of closest approach. None is set until an officer sets one: no distance is right for every water. */
export const approachWatch = defineRecord({
  type: 'approach-watch',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object({ ...set, state: Type.Enum(['active', 'retired']) }, { additionalProperties: false }),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    name: { kind: 'text', path: 'name' },
    state: { kind: 'text', path: 'state' },
    severity: { kind: 'text', path: 'severity' },
    limitNm: { kind: 'number', path: 'limitNm' },
    aheadMinutes: { kind: 'integer', path: 'aheadMinutes' },
  },
  columns: ['name', 'limitNm', 'aheadMinutes', 'severity', 'state'],
  fullText: (b) => [b.note],
  states: { path: 'state', all: ['active', 'retired'] },
  retention: { kind: 'nation-sets', parameter: 'retention.approach-watch' },
  readers: [...WATCH, SERVICE],
})
export type ApproachWatch = Static<typeof approachWatch.body>

export const setApproachWatch = defineCommand({
  name: 'approach-watch.set',
  record: 'approach-watch',
  kind: 'create',
  input: Type.Object(set, { additionalProperties: false }),
  who: [...WATCH],
})
export const changeApproachWatch = defineCommand({
  name: 'approach-watch.change',
  record: 'approach-watch',
  kind: 'act',
  input: Type.Object(set, { additionalProperties: false }),
  who: [...WATCH],
  from: ['active'],
  reason: 'required',
})
export const retireApproachWatch = defineCommand({
  name: 'approach-watch.retire',
  record: 'approach-watch',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...WATCH],
  from: ['active'],
  reason: 'required',
})
