import { Type, type Static } from 'typebox'
import { AnyRef, defineCapability, defineCommand, defineRecord, Instant } from '@basinet/kernel/contract'
import { NETWORK_ROLE } from '@basinet/kernel/copies'
import { RELEASING_OFFICER } from '../sharing/contract.ts'
import {
  answerProbe,
  examineCandidate,
  probe,
  PROBE_EXAMINER,
  probeRequest,
  refuseProbe,
  sendProbe,
} from './probe-records.ts'
import { HIT_OFFICER } from './roles.ts'
import { Sought } from './sought.ts'

const strict = { additionalProperties: false }
const Nation = Type.String({ pattern: '^[A-Z]{3}$' })
const nullable = <T extends ReturnType<typeof Type.String>>(of: T) => Type.Union([of, Type.Null()])
const words = (most: number) => Type.String({ minLength: 2, maxLength: most })

/** At the holder: looks at what a partner hit on, and examines candidates of a probe. */
const DECIDERS = [HIT_OFFICER, RELEASING_OFFICER]

/** `waiting`: asked, or not reached yet. A `hit` is a likeness of tokens, never an identity. */
const HIT_ANSWERS = ['waiting', 'hit', 'no-hit', 'refused'] as const
const FOLLOW_UP = ['none', 'requested', 'confirmed', 'refused', 'delivered', 'withdrawn'] as const

/** What one nation answered, and what became of a hit there. */
const Answer = Type.Object(
  {
    nation: Nation,
    answer: Type.Enum([...HIT_ANSWERS]),
    /** Why it refused, or why nothing could be asked there. */
    reason: nullable(Type.String({ maxLength: 200 })),
    at: nullable(Instant),
    /** One question in how many about nobody held hits by accident of shortened numbers; null without an answer. */
    accidentOneIn: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
    followUp: Type.Enum([...FOLLOW_UP]),
    /** When core data is due by the clock of the agreement; null where none runs. */
    dueAt: nullable(Instant),
    delivered: Type.Array(AnyRef(), { maxItems: 50 }),
  },
  strict,
)
export type HitAnswer = Static<typeof Answer>

const asked = {
  sought: Sought,
  to: Type.Array(Nation, { minItems: 1, maxItems: 64, uniqueItems: true }),
  purpose: words(64),
  caseNumber: words(60),
}

/** A question whether partners hold something about a person, document, plate, hull or serial number; they do not learn which. */
export const hitQuestion = defineRecord({
  type: 'hit-question',
  version: 1,
  line: 'regional',
  capability: 'hit',
  body: Type.Object(
    {
      ...asked,
      unit: words(200),
      state: Type.Enum(['asked', 'answered', 'closed']),
      answers: Type.Array(Answer, { maxItems: 64 }),
    },
    strict,
  ),
  title: (b) => `${b.caseNumber} → ${b.to.join(', ')}`,
  label: { class: 'restricted', personal: true },
  searched: {
    state: { kind: 'text', path: 'state' },
    caseNumber: { kind: 'text', path: 'caseNumber' },
    purpose: { kind: 'text', path: 'purpose' },
  },
  columns: ['caseNumber', 'state', 'purpose'],
  states: { path: 'state', all: ['asked', 'answered', 'closed'] },
  retention: { kind: 'nation-sets', parameter: 'retention.hit-question' },
  readers: [HIT_OFFICER, 'auditor', NETWORK_ROLE],
})
export type HitQuestionRecord = Static<typeof hitQuestion.body>

/** At the holder: a partner hit on records of ours and asks for what is in them. A person decides. */
export const hitRequest = defineRecord({
  type: 'hit-request',
  version: 1,
  line: 'regional',
  capability: 'hit',
  body: Type.Object(
    {
      question: Type.String({ format: 'uuid' }),
      requester: Nation,
      unit: words(200),
      purpose: words(64),
      caseNumber: words(60),
      agreement: Type.Object(
        { id: Type.String({ format: 'uuid' }), version: Type.Integer({ minimum: 1 }) },
        strict,
      ),
      found: Type.Array(AnyRef(), { maxItems: 50 }),
      confirmed: Type.Array(AnyRef(), { maxItems: 50 }),
      reason: nullable(Type.String({ maxLength: 1000 })),
      requestedAt: Instant,
      decidedAt: nullable(Instant),
      dueAt: nullable(Instant),
      state: Type.Enum(['requested', 'confirmed', 'refused', 'delivered', 'withdrawn']),
    },
    strict,
  ),
  title: (b) => `${b.requester} ${b.caseNumber}`,
  label: { class: 'restricted', personal: true },
  searched: {
    requester: { kind: 'text', path: 'requester' },
    state: { kind: 'text', path: 'state' },
    requestedAt: { kind: 'time', path: 'requestedAt' },
    dueAt: { kind: 'time', path: 'dueAt' },
  },
  columns: ['requester', 'state', 'requestedAt', 'dueAt'],
  states: { path: 'state', all: ['requested', 'confirmed', 'refused', 'delivered', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.hit-request' },
  readers: [...DECIDERS, 'auditor', NETWORK_ROLE],
})
export type HitRequestRecord = Static<typeof hitRequest.body>

export const askQuestion = defineCommand({
  name: 'hit-question.ask',
  record: 'hit-question',
  kind: 'create',
  input: Type.Object(asked, strict),
  who: [HIT_OFFICER],
})
/** From here the holder knows what was hit: asks it for core data. */
export const requestCore = defineCommand({
  name: 'hit-question.request',
  record: 'hit-question',
  kind: 'act',
  input: Type.Object({ nation: Nation }, strict),
  who: [HIT_OFFICER],
  from: ['asked', 'answered'],
  reason: 'required',
})
export const closeQuestion = defineCommand({
  name: 'hit-question.close',
  record: 'hit-question',
  kind: 'act',
  input: Type.Object({}, strict),
  who: [HIT_OFFICER],
  from: ['asked', 'answered'],
  reason: 'required',
})
/** A person looked: these records are what the question is about, and go as the agreement lets them. */
export const confirmRequest = defineCommand({
  name: 'hit-request.confirm',
  record: 'hit-request',
  kind: 'act',
  input: Type.Object({ records: Type.Array(AnyRef(), { minItems: 1, maxItems: 50 }) }, strict),
  who: DECIDERS,
  from: ['requested'],
})
export const refuseRequest = defineCommand({
  name: 'hit-request.refuse',
  record: 'hit-request',
  kind: 'act',
  input: Type.Object({}, strict),
  who: DECIDERS,
  from: ['requested'],
  reason: 'required',
})

export const hitCapability = defineCapability({
  id: 'hit',
  line: 'regional',
  records: [hitQuestion, hitRequest, probe, probeRequest] as never,
  commands: [
    askQuestion,
    requestCore,
    closeQuestion,
    confirmRequest,
    refuseRequest,
    sendProbe,
    examineCandidate,
    answerProbe,
    refuseProbe,
  ],
  roles: [
    { id: HIT_OFFICER, purposes: ['mutual-assistance'] },
    { id: PROBE_EXAMINER, purposes: ['mutual-assistance'] },
    { id: RELEASING_OFFICER, purposes: [] },
  ],
})
