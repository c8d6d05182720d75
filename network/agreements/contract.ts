import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { RELEASING_OFFICER } from '../sharing/contract.ts'
import { Nation, Terms } from './terms.ts'

/** Writes agreements, offers them, takes up what partners offer, and asks for the signature: the lawyer of the nation. */
export const AGREEMENT_OFFICER = 'agreement-officer'
/** Decides in the nation's name: the second person of a signature, and of every order to suspend or end. */
export const AGREEMENT_AUTHORITY = 'agreement-authority'

const strict = { additionalProperties: false } as const
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Hash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'hash of an agreement’s text, hexadecimal',
})
const Named = Type.String({ minLength: 3, maxLength: 200 })
const Law = Type.String({ minLength: 3, maxLength: 500 })

const Paper = Type.Object(
  {
    file: Ref('file'),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    name: Type.String({ maxLength: 255 }),
    bytes: Type.Integer({ minimum: 0 }),
  },
  strict,
)
const Signature = Type.Object({ signatory: Named, capacity: Named, enablingLaw: Law }, strict)
const Instrument = Type.Object(
  {
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    name: Type.String({ maxLength: 200 }),
    bytes: Type.Integer({ minimum: 0 }),
  },
  strict,
)

const STATES = ['draft', 'offered', 'received', 'signed', 'withdrawn'] as const

/**
 * What this nation has in hand about one version of an agreement: its terms, the signed paper among its files, and what it
 * has ordered. How the agreement itself stands is told by the parties' signed statements, not by this.
 */
export const agreement = defineRecord({
  type: 'agreement',
  version: 1,
  line: 'regional',
  capability: 'sharing',
  body: Type.Object(
    {
      /** Names the agreement at all parties, through all its versions. */
      number: Type.String({ format: 'uuid' }),
      edition: Type.Integer({ minimum: 1, maximum: 65_535 }),
      terms: Terms,
      /** A paper that the text itself names, where a partner's does. */
      instrument: orNull(Instrument),
      /** Who offers it. */
      origin: Nation,
      /** Of the text, once it is before the partners. */
      hash: orNull(Hash),
      /** Of the version it was made from. */
      follows: orNull(Hash),
      paper: orNull(Paper),
      signature: orNull(Signature),
      state: Type.Enum(STATES),
    },
    strict,
  ),
  title: (b) => `${b.terms.title} (${b.edition})`,
  label: { class: 'restricted' },
  searched: {
    state: { kind: 'text', path: 'state' },
    edition: { kind: 'integer', path: 'edition' },
    origin: { kind: 'text', path: 'origin' },
    number: { kind: 'text', path: 'number' },
    hash: { kind: 'text', path: 'hash' },
  },
  fullText: (b) => [...b.terms.sides.parties, ...b.terms.basis.legalBasis],
  columns: ['edition', 'origin', 'state'],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.agreement' },
  readers: [AGREEMENT_OFFICER, AGREEMENT_AUTHORITY, RELEASING_OFFICER, 'auditor'],
})
export type AgreementDossier = Static<typeof agreement.body>

const onDossier = { record: 'agreement', kind: 'act', who: [AGREEMENT_OFFICER] } as const

export const draftCommand = defineCommand({
  ...onDossier,
  name: 'agreement.draft',
  kind: 'create',
  input: Type.Object({ terms: Terms, follows: Type.Optional(Hash) }, strict),
})

export const reviseCommand = defineCommand({
  ...onDossier,
  name: 'agreement.revise',
  input: Type.Object({ terms: Terms }, strict),
  from: ['draft'],
  reason: 'required',
})

export const withdrawCommand = defineCommand({
  ...onDossier,
  name: 'agreement.withdraw',
  input: Type.Object({}, strict),
  from: ['draft'],
  reason: 'required',
})

/** Puts the text before the other parties, unchangeable from then on. Nothing flows by it. */
export const offerCommand = defineCommand({
  ...onDossier,
  name: 'agreement.offer',
  input: Type.Object({}, strict),
  from: ['draft'],
})

/** Opens this nation's dossier on a text that the parties hold already: a partner's offer, or one older than dossiers. */
export const takeUpCommand = defineCommand({
  ...onDossier,
  name: 'agreement.take-up',
  kind: 'create',
  input: Type.Object({ hash: Hash }, strict),
})

/** Binds the nation: its key signs the text together with the signed paper, and says that the paper lies in its files. */
export const signCommand = defineCommand({
  ...onDossier,
  name: 'agreement.sign',
  input: Type.Object({ paper: Ref('file'), signatory: Named, capacity: Named, enablingLaw: Law }, strict),
  from: ['offered', 'received'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [AGREEMENT_AUTHORITY] },
  stepUp: true,
})

const ORDERS = ['suspend', 'resume', 'end', 'continue'] as const

/** Two persons' word that an agreement, or all sharing, is to rest, go on or end, or that copies outlive a lost link. */
export const agreementOrder = defineRecord({
  type: 'agreement-order',
  version: 1,
  line: 'regional',
  capability: 'sharing',
  body: Type.Object(
    {
      action: Type.Enum(ORDERS),
      /** Null: every agreement. */
      agreement: orNull(Hash),
      titles: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 500 }),
      /** The texts it is carried out on. */
      hashes: Type.Array(Hash, { maxItems: 500 }),
      reason: Type.String({ maxLength: 2000 }),
      /** Of a standing order: how long holders that cannot hear us may read. */
      until: Type.Optional(orNull(Instant)),
      /** Copies concerned when it was given: of ours abroad, and of partners' here. */
      copiesAbroad: Type.Integer({ minimum: 0 }),
      copiesHere: Type.Integer({ minimum: 0 }),
      secondPerson: orNull(Type.String({ maxLength: 80 })),
    },
    strict,
  ),
  title: (b) => `${b.action}: ${b.agreement === null ? 'all sharing' : (b.titles[0] ?? '')}`,
  label: { class: 'restricted' },
  searched: { action: { kind: 'text', path: 'action' }, agreement: { kind: 'text', path: 'agreement' } },
  columns: ['action'],
  fullText: (b) => [...b.titles, b.reason],
  retention: { kind: 'nation-sets', parameter: 'retention.agreement-order' },
  readers: [AGREEMENT_OFFICER, AGREEMENT_AUTHORITY, RELEASING_OFFICER, 'auditor'],
})
export type AgreementOrder = Static<typeof agreementOrder.body>

/** Takes effect when a second person has agreed; the partners are told on the fastest lane. */
export const orderCommand = defineCommand({
  name: 'agreement-order.give',
  record: 'agreement-order',
  kind: 'create',
  input: Type.Object(
    { action: Type.Enum(ORDERS), agreement: orNull(Hash), until: Type.Optional(orNull(Instant)) },
    strict,
  ),
  who: [AGREEMENT_OFFICER, AGREEMENT_AUTHORITY],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [AGREEMENT_AUTHORITY] },
  stepUp: true,
})
