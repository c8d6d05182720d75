import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, PersonRef } from '@basinet/kernel/contract'
import {
  CAPABILITY,
  Instant,
  LINE,
  Mmsi,
  nullable,
  PersonId,
  PROTECTED_CRAFT_CAVEAT,
  SERVICE,
  SUPERVISION,
} from './words.ts'

/** Ways out of the house that ask for a grant of their own, beside holding the caveat: to a person, or to a nation as a live track. */
export const LEAVING = ['export', 'api', 'partner'] as const

const Grant = Type.Object(
  {
    /** Person (or interface account) who may take this craft's positions out; a nation's code for `partner`. */
    to: PersonId,
    way: Type.Enum(LEAVING),
    until: Instant,
    by: PersonId,
    at: Instant,
    reason: Type.String({ maxLength: 2000 }),
  },
  { additionalProperties: false },
)

const craft = {
  mmsi: Mmsi,
  name: Type.String({ minLength: 1, maxLength: 80 }),
  agency: Type.String({ minLength: 1, maxLength: 80 }),
  /** Whose craft it is. */
  nation: Type.String({ pattern: '^[A-Z]{3}$' }),
}

/**
 * Own and partner law-enforcement craft: released to nobody. Whoever lacks the caveat gets no position, no track, no
 * name of it, live or past; and not even with the caveat does it leave by export or interface without a grant.
 */
export const protectedCraft = defineRecord({
  type: 'protected-craft',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      ...craft,
      grants: Type.Array(Grant, { maxItems: 50 }),
      state: Type.Enum(['protected', 'released']),
    },
    { additionalProperties: false },
  ),
  title: (b) => b.name,
  label: { class: 'restricted', handling: [PROTECTED_CRAFT_CAVEAT], onward: 'none' },
  searched: {
    mmsi: { kind: 'integer', path: 'mmsi' },
    state: { kind: 'text', path: 'state' },
    name: { kind: 'text', path: 'name' },
    agency: { kind: 'text', path: 'agency' },
  },
  columns: ['name', 'mmsi', 'agency', 'state'],
  states: { path: 'state', all: ['protected', 'released'] },
  retention: { kind: 'nation-sets', parameter: 'retention.protected-craft' },
  readers: [...SUPERVISION, SERVICE],
})
export type ProtectedCraft = Static<typeof protectedCraft.body>

export const protectCraft = defineCommand({
  name: 'protected-craft.protect',
  record: 'protected-craft',
  kind: 'create',
  input: Type.Object(craft, { additionalProperties: false }),
  who: [...SUPERVISION],
})
export const grantCraft = defineCommand({
  name: 'protected-craft.grant',
  record: 'protected-craft',
  kind: 'act',
  input: Type.Object(
    { to: PersonRef('active', { orNation: true }), way: Type.Enum(LEAVING), until: Instant },
    { additionalProperties: false },
  ),
  who: [...SUPERVISION],
  from: ['protected'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: ['commander'] },
})
export const revokeCraftGrant = defineCommand({
  name: 'protected-craft.revoke',
  record: 'protected-craft',
  kind: 'act',
  input: Type.Object(
    { to: PersonRef('known', { orNation: true }), way: nullable(Type.Enum(LEAVING)) },
    { additionalProperties: false },
  ),
  who: [...SUPERVISION],
  from: ['protected'],
  reason: 'required',
})
/** Makes the craft an ordinary vessel again: a downgrade, so a second person decides. */
export const releaseCraft = defineCommand({
  name: 'protected-craft.release',
  record: 'protected-craft',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [...SUPERVISION],
  from: ['protected'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: ['commander'] },
})
