import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  Amount,
  APPROVER,
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  LINE,
  Nation,
  OFFICER,
  Period,
  Words,
} from './words.ts'

const STATES = ['set', 'replaced'] as const
const facts = {
  code: Code,
  nation: Nation,
  /** A baseline stands for what was before, a target for what is to be. */
  kind: Type.Enum(['baseline', 'target']),
  period: Period,
  /** Of a ratio: per cent. */
  value: Amount,
  /** Where it comes from. */
  source: Words(300),
}

/** Baseline or target of an indicator in a nation. */
export const target = defineRecord({
  type: 'result-target',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(STATES) }),
  title: (b) => `${b.code} ${b.nation} ${b.period}: ${b.value}`,
  label: { class: 'official' },
  searched: {
    code: { kind: 'text', path: 'code' },
    nation: { kind: 'text', path: 'nation' },
    kind: { kind: 'text', path: 'kind' },
    period: { kind: 'text', path: 'period' },
    value: { kind: 'number', path: 'value' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.result-target' },
  readers: [OFFICER, APPROVER, AUDITOR],
})
export type Target = Static<typeof target.body>

export const setTarget = defineCommand({
  name: 'result-target.set',
  record: 'result-target',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
})

/** Another value, and why; the old one stays in the history. */
export const amendTarget = defineCommand({
  name: 'result-target.amend',
  record: 'result-target',
  kind: 'act',
  input: closed({ value: facts.value, source: facts.source }),
  who: [OFFICER],
  from: ['set'],
  reason: 'required',
})
