import { Type, type Static } from 'typebox'
import { Instant } from '../../contract/instant.ts'
import { defineRecord } from '../../contract/record.ts'
import { Ref } from '../../contract/ref.ts'
import { Rights } from './rights.ts'

export const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const
export const Language = Type.Enum(LANGUAGES)
export type Language = Static<typeof Language>

/**
 * ASCII only, lower case, so that two names that look alike cannot be two accounts; what people type is folded to this
 * form before it is looked up or counted (RFC 8265 section 3.3 asks for the same folding on both sides).
 */
const USERNAME_PATTERN = '^[a-z0-9][a-z0-9._-]{1,31}$'
export const Username = Type.String({ pattern: USERNAME_PATTERN })
export const PersonName = Type.String({ minLength: 2, maxLength: 120 })
export const Rank = Type.String({ minLength: 1, maxLength: 60 })

const PERSON_STATES = ['active', 'suspended', 'closed'] as const

export const PersonBody = Type.Object(
  {
    name: PersonName,
    rank: Rank,
    username: Username,
    agency: Ref('agency'),
    unit: Ref('unit'),
    language: Language,
    rights: Rights,
    state: Type.Enum(PERSON_STATES),
    /** One link may be made from it until then; two administrators stood behind it. */
    invitation: Type.Union([
      Type.Object(
        { grant: Type.String({ format: 'uuid' }), until: Instant },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
)
export type PersonBody = Static<typeof PersonBody>

/** Purposes under which personnel data may be read at all. */
export const PERSONNEL_PURPOSES = ['administration', 'audit', 'data-protection'] as const

/** A person with an account on this node. Colleagues see name, rank and unit through `GET /people`, not this record. */
export const person = defineRecord({
  type: 'person',
  version: 1,
  line: 'node',
  capability: 'identity',
  body: PersonBody,
  title: (b) => `${b.rank} ${b.name}`,
  label: { class: 'restricted', personal: true, purposes: PERSONNEL_PURPOSES, onward: 'none' },
  searched: {
    name: { kind: 'text', path: 'name' },
    rank: { kind: 'text', path: 'rank' },
    username: { kind: 'text', path: 'username' },
    agency: { kind: 'text', path: 'agency' },
    unit: { kind: 'text', path: 'unit' },
    clearance: { kind: 'text', path: 'rights.clearance' },
    vettedUntil: { kind: 'time', path: 'rights.vettedUntil' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'rank', 'username', 'clearance', 'vettedUntil', 'state'],
  fullText: (b) => [b.username],
  states: { path: 'state', all: PERSON_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.person' },
  readers: ['administrator', 'auditor', 'data-protection'],
})
