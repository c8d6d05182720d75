import { Type, type Static } from 'typebox'
import { AnyRef, defineCapability, defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'

/** Asks a partner's central authority that something of theirs becomes evidence here; by appointment. */
const EVIDENCE_REQUESTER = 'evidence-requester'
/** Decides for the nation what of its own becomes evidence abroad, under which conditions; by appointment. */
export const CENTRAL_AUTHORITY = 'central-authority'
const READERS = [EVIDENCE_REQUESTER, CENTRAL_AUTHORITY, 'auditor']

const strict = { additionalProperties: false }
const Nation = Type.String({ pattern: '^[A-Z]{3}$' })
const words = (least: number, most: number) => Type.String({ minLength: least, maxLength: most })
const items = Type.Array(AnyRef(), { minItems: 1, maxItems: 50 })
/** What it may be used for; nothing else is. */
const USES = ['court', 'charge', 'forfeiture', 'inquest'] as const
const uses = Type.Array(Type.Enum(USES), { minItems: 1, maxItems: USES.length, uniqueItems: true })

const asked = {
  to: Nation,
  items,
  caseNumber: words(2, 60),
  court: words(2, 200),
  uses,
  /** Treaty, act, article: on what the request rests. */
  legalBasis: words(3, 1000),
  why: words(3, 4000),
}

/** To the central authority of the nation an item comes from: may it be used as evidence here? */
export const conversionRequest = defineRecord({
  type: 'conversion-request',
  version: 1,
  line: 'regional',
  capability: 'evidence',
  body: Type.Object({ ...asked, state: Type.Enum(['asked', 'withdrawn']) }, strict),
  title: (b) => `${b.caseNumber} → ${b.to}`,
  label: { class: 'restricted', personal: true },
  searched: {
    to: { kind: 'text', path: 'to' },
    caseNumber: { kind: 'text', path: 'caseNumber' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['caseNumber', 'to', 'state'],
  fullText: (b) => [b.caseNumber, b.court],
  states: { path: 'state', all: ['asked', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.conversion' },
  readers: READERS,
})
export type ConversionRequest = Static<typeof conversionRequest.body>

const certificate = Type.Object(
  {
    number: words(1, 80),
    authority: words(2, 200),
    signatory: words(2, 120),
    capacity: words(2, 200),
    /** Act and section under which it is given. */
    enablingLaw: words(3, 400),
    /** SHA-256 of the signed paper, hexadecimal; null where there is none. */
    paperSha256: Type.Union([Type.String({ pattern: '^[0-9a-f]{64}$' }), Type.Null()]),
  },
  strict,
)

/** What the owner's central authority decided: its own record, signed by its node, taken back by it alone. */
export const conversionDecision = defineRecord({
  type: 'conversion-decision',
  version: 1,
  line: 'regional',
  capability: 'evidence',
  body: Type.Object(
    {
      request: Ref('conversion-request'),
      caseNumber: words(2, 60),
      to: Nation,
      items,
      decision: Type.Enum(['granted', 'refused']),
      uses: Type.Array(Type.Enum(USES), { maxItems: USES.length, uniqueItems: true }),
      conditions: Type.String({ maxLength: 4000 }),
      certificate: Type.Union([certificate, Type.Null()]),
      reason: Type.String({ maxLength: 2000 }),
      decidedAt: Instant,
      validUntil: Type.Union([Instant, Type.Null()]),
      state: Type.Enum(['given', 'withdrawn']),
    },
    strict,
  ),
  title: (b) => `${b.caseNumber}: ${b.decision}`,
  label: { class: 'restricted', personal: true },
  searched: {
    request: { kind: 'text', path: 'request' },
    caseNumber: { kind: 'text', path: 'caseNumber' },
    decision: { kind: 'text', path: 'decision' },
    state: { kind: 'text', path: 'state' },
    decidedAt: { kind: 'time', path: 'decidedAt' },
  },
  columns: ['caseNumber', 'decision', 'decidedAt', 'state'],
  states: { path: 'state', all: ['given', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.conversion' },
  readers: READERS,
})
export type ConversionDecision = Static<typeof conversionDecision.body>

export const askConversion = defineCommand({
  name: 'conversion-request.ask',
  record: 'conversion-request',
  kind: 'create',
  input: Type.Object(asked, strict),
  who: [EVIDENCE_REQUESTER],
})
export const withdrawConversion = defineCommand({
  name: 'conversion-request.withdraw',
  record: 'conversion-request',
  kind: 'act',
  input: Type.Object({}, strict),
  who: [EVIDENCE_REQUESTER],
  from: ['asked'],
  reason: 'required',
})
export const grantConversion = defineCommand({
  name: 'conversion-decision.grant',
  record: 'conversion-decision',
  kind: 'create',
  input: Type.Object(
    {
      request: Ref('conversion-request'),
      items,
      uses,
      conditions: Type.String({ maxLength: 4000 }),
      certificate,
      validUntil: Type.Optional(Type.Union([Instant, Type.Null()])),
    },
    strict,
  ),
  who: [CENTRAL_AUTHORITY],
})
export const refuseConversion = defineCommand({
  name: 'conversion-decision.refuse',
  record: 'conversion-decision',
  kind: 'create',
  input: Type.Object({ request: Ref('conversion-request'), reason: words(3, 2000) }, strict),
  who: [CENTRAL_AUTHORITY],
})
/** From then on no court document takes what it converted. */
export const withdrawDecision = defineCommand({
  name: 'conversion-decision.withdraw',
  record: 'conversion-decision',
  kind: 'act',
  input: Type.Object({}, strict),
  who: [CENTRAL_AUTHORITY],
  from: ['given'],
  reason: 'required',
})

export const evidenceCapability = defineCapability({
  id: 'evidence',
  line: 'regional',
  records: [conversionRequest, conversionDecision] as never,
  commands: [askConversion, withdrawConversion, grantConversion, refuseConversion, withdrawDecision],
  roles: [
    { id: EVIDENCE_REQUESTER, purposes: [] },
    { id: CENTRAL_AUTHORITY, purposes: [] },
  ],
})
