import { Type } from 'typebox'
import { defineCommand, Ref } from '@basinet/kernel/contract'
import { relabelDeclarations } from '@basinet/kernel/label/relabel-contract'
import {
  ANSWERS,
  assessment,
  GOING_ON,
  interdiction,
  opened,
  outcomeFacts,
  REQUEST_KINDS,
  targetFacts,
} from './interdiction.ts'
import {
  ACTIONS,
  BOARDING,
  closed,
  Instant,
  Nation,
  nullable,
  Point,
  SUPERVISION,
  WATCH,
  Words,
} from './words.ts'

const act = { record: 'interdiction', kind: 'act', who: [...WATCH], from: [...GOING_ON] } as const
/** While life is at risk nothing else is done. */
const lawful = ['open', 'tasked', 'boarding'] as const
const number = Type.Integer({ minimum: 1 })

export const openOperation = defineCommand({
  name: 'interdiction.open',
  record: 'interdiction',
  kind: 'create',
  input: closed({ ...opened, exercise: Type.Boolean() }),
  who: [...WATCH],
})
export const moveTarget = defineCommand({ ...act, name: 'interdiction.move', input: closed(targetFacts) })
export const assess = defineCommand({
  ...act,
  name: 'interdiction.assess',
  input: closed(assessment),
  reason: 'required',
})
export const askAuthority = defineCommand({
  ...act,
  name: 'interdiction.ask',
  input: closed({
    kind: Type.Enum(REQUEST_KINDS),
    to: Words(200),
    contact: nullable(Words(200)),
    instrument: Words(300),
    rule: nullable(Ref('maritime-authority')),
  }),
  from: [...lawful],
})
export const answerAuthority = defineCommand({
  ...act,
  name: 'interdiction.answer',
  input: closed({
    request: number,
    answer: Type.Enum(ANSWERS),
    answeredBy: nullable(Words(200)),
    effect: Words(500),
    scope: nullable(Words(500)),
    shiprider: nullable(Words(200)),
  }),
})
export const taskAsset = defineCommand({
  ...act,
  name: 'interdiction.task',
  input: closed({
    asset: Ref('maritime-asset'),
    action: Type.Enum([...ACTIONS, 'rescue']),
    order: Words(1000),
    meetAt: nullable(Instant),
    position: nullable(Point),
  }),
})
export const acknowledgeTask = defineCommand({
  ...act,
  name: 'interdiction.acknowledge',
  who: [...WATCH, BOARDING],
  input: closed({
    tasking: number,
    answer: Type.Enum(['acknowledged', 'declined', 'ended']),
    answeredBy: Words(120),
    remark: nullable(Words(500)),
  }),
})
export const noteOperation = defineCommand({
  ...act,
  name: 'interdiction.note',
  who: [...WATCH, BOARDING],
  input: closed({ text: Words(2000), position: nullable(Point) }),
})
/** A Cursor-on-Target event of a craft, as XML. */
export const takeCot = defineCommand({
  ...act,
  name: 'interdiction.take-cot',
  who: [...WATCH, BOARDING],
  input: closed({ xml: Words(16_000) }),
})
/** The same from a TAK protobuf packet (TAK protocol version 1), base64. */
export const takeTak = defineCommand({
  ...act,
  name: 'interdiction.take-tak',
  who: [...WATCH, BOARDING],
  input: closed({ tak: Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', minLength: 4, maxLength: 88_000 }) }),
})
export const offerOperation = defineCommand({
  ...act,
  name: 'interdiction.offer',
  input: closed({ to: Type.Union([Nation, Type.Literal('watch')]), note: Words(2000) }),
})
export const takeOperation = defineCommand({ ...act, name: 'interdiction.take', input: closed({}) })
/** Safety of life outranks the operation: one action opens the case and names who was told. */
export const beginRescue = defineCommand({
  ...act,
  name: 'interdiction.rescue',
  who: [...WATCH, BOARDING],
  input: closed({ centre: Words(200), text: Words(2000) }),
  from: [...lawful],
})
export const endRescue = defineCommand({
  ...act,
  name: 'interdiction.rescue-over',
  input: closed({}),
  from: ['rescue'],
  reason: 'required',
})
export const endOperation = defineCommand({
  ...act,
  name: 'interdiction.end',
  input: closed(outcomeFacts),
  from: [...lawful],
})
export const reopenOperation = defineCommand({
  ...act,
  name: 'interdiction.reopen',
  who: [...SUPERVISION],
  input: closed({}),
  from: ['ended'],
  reason: 'required',
})
export const interdictionLabels = relabelDeclarations(interdiction, { who: [...WATCH], by: [...SUPERVISION] })
