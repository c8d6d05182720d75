import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord, Instant } from '@basinet/kernel/contract'
import { NETWORK_ROLE } from '@basinet/kernel/copies'
import { HIT_OFFICER } from './roles.ts'

/** Sends probes and examines candidates, beside the roles that the kind of probe names. */
export const PROBE_EXAMINER = 'probe-examiner'

const strict = { additionalProperties: false }
const Nation = Type.String({ pattern: '^[A-Z]{3}$' })
const words = (most: number) => Type.String({ minLength: 2, maxLength: most })
const nullable = <T extends ReturnType<typeof Type.String>>(of: T) => Type.Union([of, Type.Null()])
const CANDIDATES_MAX = 50

const FINDINGS = ['identification', 'exclusion', 'inconclusive'] as const
const Finding = Type.Enum([...FINDINGS])
const scored = {
  /** Names the candidate between the nations; the holder's own number of it stays at home. */
  alias: Type.String({ format: 'uuid' }),
  rank: Type.Integer({ minimum: 1 }),
  score: Type.Number(),
  engine: Type.String({ maxLength: 100 }),
}
const asked = {
  kind: words(40),
  about: AnyRef(),
  to: Type.Array(Nation, { minItems: 1, maxItems: 64, uniqueItems: true }),
  purpose: words(64),
  caseNumber: words(60),
}
const READERS = [HIT_OFFICER, PROBE_EXAMINER, 'auditor', NETWORK_ROLE]

/** Something of ours that partners' engines compare with what they hold: they see it, and a person there looks at each candidate. */
export const probe = defineRecord({
  type: 'probe',
  version: 1,
  line: 'regional',
  capability: 'hit',
  body: Type.Object(
    {
      ...asked,
      unit: words(200),
      state: Type.Enum(['sent', 'answered', 'closed']),
      answers: Type.Array(
        Type.Object(
          {
            nation: Nation,
            answer: Type.Enum(['waiting', 'candidates', 'none', 'refused']),
            reason: nullable(Type.String({ maxLength: 1000 })),
            at: nullable(Instant),
            candidates: Type.Array(Type.Object({ ...scored, finding: Finding }, strict), {
              maxItems: CANDIDATES_MAX,
            }),
          },
          strict,
        ),
        { maxItems: 64 },
      ),
    },
    strict,
  ),
  title: (b) => `${b.kind} ${b.caseNumber} → ${b.to.join(', ')}`,
  label: { class: 'restricted', personal: true },
  searched: {
    state: { kind: 'text', path: 'state' },
    kind: { kind: 'text', path: 'kind' },
    caseNumber: { kind: 'text', path: 'caseNumber' },
  },
  columns: ['kind', 'caseNumber', 'state'],
  states: { path: 'state', all: ['sent', 'answered', 'closed'] },
  retention: { kind: 'nation-sets', parameter: 'retention.probe' },
  readers: READERS,
})
export type ProbeRecord = Static<typeof probe.body>

/** A partner's probe at the holder: searched by the engine of its kind, examined by persons, answered or refused by one. */
export const probeRequest = defineRecord({
  type: 'probe-request',
  version: 1,
  line: 'regional',
  capability: 'hit',
  body: Type.Object(
    {
      probe: Type.String({ format: 'uuid' }),
      kind: words(40),
      requester: Nation,
      unit: words(200),
      purpose: words(64),
      caseNumber: words(60),
      format: words(100),
      contentBytes: Type.Integer({ minimum: 0 }),
      candidates: Type.Array(
        Type.Object(
          {
            ...scored,
            record: AnyRef(),
            finding: Type.Union([Finding, Type.Null()]),
            examiner: nullable(Type.String({ maxLength: 100 })),
          },
          strict,
        ),
        { maxItems: CANDIDATES_MAX },
      ),
      reason: nullable(Type.String({ maxLength: 1000 })),
      arrivedAt: Instant,
      state: Type.Enum(['arrived', 'searched', 'answered', 'refused']),
    },
    strict,
  ),
  title: (b) => `${b.requester} ${b.kind} ${b.caseNumber}`,
  label: { class: 'restricted', personal: true },
  searched: {
    requester: { kind: 'text', path: 'requester' },
    kind: { kind: 'text', path: 'kind' },
    state: { kind: 'text', path: 'state' },
    arrivedAt: { kind: 'time', path: 'arrivedAt' },
  },
  columns: ['requester', 'kind', 'state', 'arrivedAt'],
  states: { path: 'state', all: ['arrived', 'searched', 'answered', 'refused'] },
  retention: { kind: 'nation-sets', parameter: 'retention.probe-request' },
  readers: READERS,
})
export type ProbeRequestRecord = Static<typeof probeRequest.body>

const EXAMINERS = [PROBE_EXAMINER]
export const sendProbe = defineCommand({
  name: 'probe.send',
  record: 'probe',
  kind: 'create',
  input: Type.Object(asked, strict),
  who: [HIT_OFFICER, PROBE_EXAMINER],
})
export const examineCandidate = defineCommand({
  name: 'probe-request.examine',
  record: 'probe-request',
  kind: 'act',
  input: Type.Object({ alias: Type.String({ format: 'uuid' }), finding: Finding }, strict),
  who: EXAMINERS,
  from: ['searched'],
})
/** Candidates that were not excluded leave; each has been looked at by a person. */
export const answerProbe = defineCommand({
  name: 'probe-request.answer',
  record: 'probe-request',
  kind: 'act',
  input: Type.Object({}, strict),
  who: EXAMINERS,
  from: ['searched'],
})
export const refuseProbe = defineCommand({
  name: 'probe-request.refuse',
  record: 'probe-request',
  kind: 'act',
  input: Type.Object({}, strict),
  who: EXAMINERS,
  from: ['arrived', 'searched'],
  reason: 'required',
})
