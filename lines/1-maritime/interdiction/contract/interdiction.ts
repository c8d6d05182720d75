import { Type, type Static } from 'typebox'
import { AnyRef, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  ACTIONS,
  BOARDING,
  CAPABILITY,
  closed,
  Flag,
  Instant,
  LINE,
  Mmsi,
  Nation,
  nullable,
  Point,
  WATCH,
  Words,
} from './words.ts'

const THREATS = ['low', 'medium', 'high'] as const
const INTENTS = ['unknown', 'drugs', 'firearms', 'persons', 'contraband', 'fisheries', 'other'] as const
const OPERATION_STATES = ['open', 'tasked', 'boarding', 'rescue', 'ended'] as const
/** Open means that somebody still has to do something. */
export const GOING_ON = ['open', 'tasked', 'boarding', 'rescue'] as const
const RESULTS = [
  'disrupted',
  'nothing-found',
  'evaded',
  'lost',
  'turned-back',
  'rescue',
  'handed-over',
] as const
export const REQUEST_KINDS = ['registry', 'board', 'search', 'detain', 'pursue', 'enter'] as const
export const ANSWERS = ['granted', 'refused', 'silence'] as const

const LOG_MAX = 2000
const PART_MAX = 50

export const targetFacts = {
  name: Words(120),
  description: Type.String({ maxLength: 1000 }),
  flag: nullable(Flag),
  mmsi: nullable(Mmsi),
  position: Point,
  accuracyM: Type.Number({ minimum: 0, maximum: 200_000 }),
  courseDeg: nullable(Type.Number({ minimum: 0, exclusiveMaximum: 360 })),
  speedKn: nullable(Type.Number({ minimum: 0, maximum: 600 })),
  sightedAt: Instant,
}
export const assessment = {
  threat: Type.Enum(THREATS),
  intent: Type.Enum(INTENTS),
  grounds: Words(2000),
}
export const opened = {
  reference: Words(40),
  domain: Type.Enum(['sea', 'air']),
  /** Alert, contact, or another nation's operation it goes on from. */
  from: nullable(AnyRef()),
  ...targetFacts,
  ...assessment,
}

const count = Type.Integer({ minimum: 1 })
const by = Words(80)

const AuthorityRequest = closed({
  request: count,
  kind: Type.Enum(REQUEST_KINDS),
  to: Words(200),
  contact: nullable(Words(200)),
  instrument: Words(300),
  rule: nullable(Ref('maritime-authority')),
  askedAt: Instant,
  by,
  answerBy: nullable(Instant),
  answer: nullable(Type.Enum(ANSWERS)),
  answeredAt: nullable(Instant),
  answeredBy: nullable(Words(200)),
  /** What the answer, or the silence, allows by the instrument. */
  effect: nullable(Words(500)),
  scope: nullable(Words(500)),
  shiprider: nullable(Words(200)),
})
export type AuthorityRequest = Static<typeof AuthorityRequest>

const Tasking = closed({
  tasking: count,
  asset: Ref('maritime-asset'),
  name: Words(80),
  action: Type.Enum([...ACTIONS, 'rescue']),
  order: Words(1000),
  meetAt: nullable(Instant),
  position: nullable(Point),
  /** Rule or answered request it rests on; the duty to save life for a rescue. */
  authority: Words(400),
  state: Type.Enum(['given', 'acknowledged', 'declined', 'ended']),
  at: Instant,
  by,
  answeredAt: nullable(Instant),
  answeredBy: nullable(Words(120)),
  remark: nullable(Words(500)),
})
export type Tasking = Static<typeof Tasking>

const LOG_SOURCES = ['watch', 'asset', 'cot', 'system'] as const
const LogLine = closed({
  at: Instant,
  by,
  source: Type.Enum(LOG_SOURCES),
  text: Words(2000),
  position: nullable(Point),
})
export type LogLine = Static<typeof LogLine>

const HandOver = closed({
  to: Type.Union([Nation, Type.Literal('watch')]),
  note: Words(2000),
  at: Instant,
  by,
  takenAt: nullable(Instant),
  takenBy: nullable(by),
})

export const outcomeFacts = {
  result: Type.Enum(RESULTS),
  /** An asset was sent; it met the target; the traffic was stopped, its load taken or turned back. */
  targeted: Type.Boolean(),
  intercepted: Type.Boolean(),
  disrupted: Type.Boolean(),
  summary: Words(2000),
}

/** One operation, from the contact that began it to its outcome. */
export const interdiction = defineRecord({
  type: 'interdiction',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...opened,
    requests: Type.Array(AuthorityRequest, { maxItems: PART_MAX }),
    taskings: Type.Array(Tasking, { maxItems: PART_MAX }),
    log: Type.Array(LogLine, { maxItems: LOG_MAX }),
    handOvers: Type.Array(HandOver, { maxItems: PART_MAX }),
    rescue: nullable(closed({ sarLog: Ref('sar-log'), centre: Words(200), at: Instant, by })),
    outcome: nullable(closed(outcomeFacts)),
    state: Type.Enum(OPERATION_STATES),
  }),
  title: (b) => `${b.reference} ${b.name}`,
  label: { class: 'restricted' },
  searched: {
    reference: { kind: 'text', path: 'reference' },
    state: { kind: 'text', path: 'state' },
    domain: { kind: 'text', path: 'domain' },
    threat: { kind: 'text', path: 'threat' },
    intent: { kind: 'text', path: 'intent' },
    flag: { kind: 'text', path: 'flag' },
    sightedAt: { kind: 'time', path: 'sightedAt' },
    result: { kind: 'text', path: 'outcome.result' },
  },
  columns: ['reference', 'sightedAt', 'domain', 'threat', 'intent', 'state'],
  fullText: (b) => [b.name, b.description, b.grounds, ...b.log.map((line) => line.text)],
  states: { path: 'state', all: OPERATION_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.interdiction' },
  readers: [...WATCH, BOARDING],
})
export type Interdiction = Static<typeof interdiction.body>
