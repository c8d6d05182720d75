import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { seizureInput } from '@basinet/seizures/contract'
import { BOARDING, CAPABILITY, closed, Flag, Instant, LINE, nullable, Point, WATCH, Words } from './words.ts'

/** Force against a vessel or aboard it, each use reported by itself. None of these exists against an aircraft. */
const FORCE_KINDS = ['warning-shot', 'disabling-fire', 'physical', 'other'] as const

const forceFacts = {
  at: Instant,
  kind: Type.Enum(FORCE_KINDS),
  by: Words(120),
  rounds: Type.Integer({ minimum: 0, maximum: 10_000 }),
  /** Signals and calls given before. */
  warning: Words(1000),
  necessity: Words(2000),
  injuries: Words(1000),
  medical: nullable(Words(1000)),
}
const began = {
  at: Instant,
  position: Point,
  vessel: Words(120),
  registration: nullable(Words(60)),
  flag: nullable(Flag),
  master: nullable(Words(120)),
  persons: Type.Integer({ minimum: 0, maximum: 500 }),
  team: Type.Array(Words(120), { minItems: 1, maxItems: 30 }),
}

/** One boarding: who went aboard whom, by what authority, what was found, seized, and with what force. */
export const boarding = defineRecord({
  type: 'boarding',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    interdiction: Ref('interdiction'),
    ...began,
    authority: Words(400),
    force: Type.Array(closed(forceFacts), { maxItems: 50 }),
    seizures: Type.Array(Ref('seizure'), { maxItems: 50 }),
    findings: nullable(Words(4000)),
    leftAt: nullable(Instant),
    state: Type.Enum(['open', 'reported']),
  }),
  title: (b) => `${b.vessel} ${b.at.slice(0, 16)}`,
  label: { class: 'restricted' },
  searched: {
    at: { kind: 'time', path: 'at' },
    vessel: { kind: 'text', path: 'vessel' },
    flag: { kind: 'text', path: 'flag' },
    interdiction: { kind: 'text', path: 'interdiction' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.vessel, b.registration ?? '', b.findings ?? ''],
  states: { path: 'state', all: ['open', 'reported'] },
  retention: { kind: 'nation-sets', parameter: 'retention.boarding' },
  readers: [...WATCH, BOARDING],
})
export type Boarding = Static<typeof boarding.body>

const act = { record: 'boarding', kind: 'act', who: [BOARDING], from: ['open'] } as const

export const beginBoarding = defineCommand({
  name: 'boarding.begin',
  record: 'boarding',
  kind: 'create',
  input: closed({ interdiction: Ref('interdiction'), ...began }),
  who: [BOARDING],
})
export const reportForce = defineCommand({ ...act, name: 'boarding.force', input: closed(forceFacts) })
/** What was taken, as a seizure with its exhibits, all in one command. */
export const seizeAboard = defineCommand({ ...act, name: 'boarding.seize', input: seizureInput })
export const reportBoarding = defineCommand({
  ...act,
  name: 'boarding.report',
  input: closed({ findings: Words(4000), leftAt: Instant }),
})
