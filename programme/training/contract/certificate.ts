import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  CREW_CHECK,
  Day,
  INSTRUCTOR,
  LINE,
  Nation,
  NOMINATOR,
  nullable,
  REGISTRAR,
  Words,
} from './words.ts'

const STATES = ['valid', 'revoked', 'replaced'] as const
const CREDENTIAL_MAX = 60_000

const facts = {
  holder: Type.String({ format: 'uuid' }),
  name: Words(120),
  nation: Nation,
  unit: Words(120),
  code: Code,
  course: Words(160),
  validFrom: Day,
  /** First day on which it no longer holds; null: it does not expire. */
  validUntil: nullable(Day),
}

/** A qualification held: issued here as Open Badges 3.0, or issued elsewhere and recognised. */
export const certificate = defineRecord({
  type: 'training-certificate',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    origin: Type.Enum(['issued', 'recognised']),
    issuer: Words(160),
    /** The signed credential: JSON as handed to the holder. Null: on paper. */
    credential: nullable(Words(CREDENTIAL_MAX)),
    /** The same as VC-JWT, for a QR code. */
    token: nullable(Words(CREDENTIAL_MAX)),
    statusIndex: nullable(Type.Integer({ minimum: 0, maximum: 131_071 })),
    nomination: nullable(Ref('nomination')),
    /** What was seen of a certificate on paper. */
    document: nullable(Words(300)),
    replaces: nullable(Ref('training-certificate')),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.code} ${b.name}`,
  label: { class: 'official', personal: true, purposes: ['training'] },
  searched: {
    holder: { kind: 'text', path: 'holder' },
    name: { kind: 'text', path: 'name' },
    nation: { kind: 'text', path: 'nation' },
    unit: { kind: 'text', path: 'unit' },
    code: { kind: 'text', path: 'code' },
    origin: { kind: 'text', path: 'origin' },
    validUntil: { kind: 'text', path: 'validUntil' },
    nomination: { kind: 'text', path: 'nomination' },
    statusIndex: { kind: 'integer', path: 'statusIndex' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'nation', 'unit', 'code', 'origin', 'validUntil', 'state'],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.training-certificate' },
  readers: [REGISTRAR, NOMINATOR, INSTRUCTOR, AUDITOR, CREW_CHECK],
})
export type Certificate = Static<typeof certificate.body>

/** Signs the certificate of a passed course with the node's key. */
export const issueCertificate = defineCommand({
  name: 'training-certificate.issue',
  record: 'training-certificate',
  kind: 'create',
  input: closed({ nomination: Ref('nomination') }),
  who: [REGISTRAR],
})

/** A certificate of another academy: its credential is verified against the keys recorded here, or paper was seen. */
export const recogniseCertificate = defineCommand({
  name: 'training-certificate.recognise',
  record: 'training-certificate',
  kind: 'create',
  input: closed({
    ...facts,
    issuer: Words(160),
    credential: nullable(Words(CREDENTIAL_MAX)),
    document: nullable(Words(300)),
  }),
  who: [REGISTRAR],
})

const act = {
  record: 'training-certificate',
  kind: 'act',
  who: [REGISTRAR],
  from: ['valid'],
  reason: 'required',
} as const

export const revokeCertificate = defineCommand({
  ...act,
  name: 'training-certificate.revoke',
  input: closed({}),
})

/** The holder lost it: a new one with the same dates, and the old one no longer verifies. */
export const replaceCertificate = defineCommand({
  ...act,
  name: 'training-certificate.replace',
  input: closed({}),
})
