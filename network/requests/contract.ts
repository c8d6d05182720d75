import { Type, type Static } from 'typebox'
import { AnyRef, defineCapability, defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { HIT_OFFICER } from '../hit/roles.ts'
import { RELEASING_OFFICER } from '../sharing/contract.ts'

const strict = { additionalProperties: false }
const Nation = Type.String({ pattern: '^[A-Z]{3}$' })
const words = (least: number, most: number) => Type.String({ minLength: least, maxLength: most })
/** Officers who speak with partners for the nation. */
const ASKERS = [HIT_OFFICER, RELEASING_OFFICER]

/** Whose clock the time to answer runs on. */
const CLOCKS = ['agreement', 'asked', 'none'] as const

const asked = {
  to: Nation,
  subject: words(3, 200),
  question: words(3, 4000),
  /** What it is asked for: the other side decides by it. */
  why: words(3, 2000),
  urgency: Type.Enum(['routine', 'priority', 'immediate']),
}

/** A question one nation asks another in plain words. Its times come from the agreement; where that has none, from who asks. */
export const informationRequest = defineRecord({
  type: 'information-request',
  version: 1,
  line: 'regional',
  capability: 'requests',
  body: Type.Object(
    {
      ...asked,
      askedAt: Instant,
      acknowledgeBy: Type.Union([Instant, Type.Null()]),
      answerBy: Type.Union([Instant, Type.Null()]),
      clock: Type.Enum(CLOCKS),
      outcome: Type.String({ maxLength: 2000 }),
      state: Type.Enum(['open', 'closed', 'withdrawn']),
    },
    strict,
  ),
  title: (b) => `${b.subject} → ${b.to}`,
  label: { class: 'restricted', personal: true },
  searched: {
    to: { kind: 'text', path: 'to' },
    urgency: { kind: 'text', path: 'urgency' },
    state: { kind: 'text', path: 'state' },
    askedAt: { kind: 'time', path: 'askedAt' },
    answerBy: { kind: 'time', path: 'answerBy' },
  },
  columns: ['to', 'urgency', 'answerBy', 'state'],
  fullText: (b) => [b.subject, b.question],
  states: { path: 'state', all: ['open', 'closed', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.information-request' },
  readers: [...ASKERS, 'auditor'],
})
export type InformationRequest = Static<typeof informationRequest.body>

const ANSWER_KINDS = ['acknowledged', 'answered', 'partly', 'nothing-held', 'refused'] as const
/** Those that end the clock. */
export const FINAL: readonly string[] = ['answered', 'partly', 'nothing-held', 'refused']

/** What the nation that was asked says: its own record, since only its owner changes a request. */
export const informationAnswer = defineRecord({
  type: 'information-answer',
  version: 1,
  line: 'regional',
  capability: 'requests',
  body: Type.Object(
    {
      about: Ref('information-request'),
      subject: words(3, 200),
      kind: Type.Enum(ANSWER_KINDS),
      text: Type.String({ maxLength: 8000 }),
      /** Records given with it, each shared by itself. */
      attached: Type.Array(AnyRef(), { maxItems: 20 }),
      answeredAt: Instant,
      /** After the time that was asked for; null where no clock ran. */
      late: Type.Union([Type.Boolean(), Type.Null()]),
    },
    strict,
  ),
  title: (b) => b.subject,
  label: { class: 'restricted', personal: true },
  searched: {
    about: { kind: 'text', path: 'about' },
    kind: { kind: 'text', path: 'kind' },
    answeredAt: { kind: 'time', path: 'answeredAt' },
  },
  columns: ['kind', 'answeredAt'],
  fullText: (b) => [b.text],
  retention: { kind: 'nation-sets', parameter: 'retention.information-request' },
  readers: [...ASKERS, 'auditor'],
})
export type InformationAnswer = Static<typeof informationAnswer.body>

export const askInformation = defineCommand({
  name: 'information-request.ask',
  record: 'information-request',
  kind: 'create',
  input: Type.Object({ ...asked, answerBy: Type.Optional(Instant) }, strict),
  who: ASKERS,
})
export const closeRequest = defineCommand({
  name: 'information-request.close',
  record: 'information-request',
  kind: 'act',
  input: Type.Object({ outcome: words(3, 2000) }, strict),
  who: ASKERS,
  from: ['open'],
})
export const withdrawRequest = defineCommand({
  name: 'information-request.withdraw',
  record: 'information-request',
  kind: 'act',
  input: Type.Object({}, strict),
  who: ASKERS,
  from: ['open'],
  reason: 'required',
})
export const answerRequest = defineCommand({
  name: 'information-answer.give',
  record: 'information-answer',
  kind: 'create',
  input: Type.Object(
    {
      about: Ref('information-request'),
      kind: Type.Enum(ANSWER_KINDS),
      text: Type.Optional(Type.String({ maxLength: 8000 })),
      attached: Type.Optional(Type.Array(AnyRef(), { maxItems: 20 })),
    },
    strict,
  ),
  who: ASKERS,
})

export const requestsCapability = defineCapability({
  id: 'requests',
  line: 'regional',
  records: [informationRequest, informationAnswer] as never,
  commands: [askInformation, closeRequest, withdrawRequest, answerRequest],
  roles: [],
})
