import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, Day, KEEPER, LINE, nullable, SUPERVISION, WATCH, Words } from './words.ts'

const STATES = ['active', 'left'] as const
/** Code of the course or licence, as `maritime-asset` asks for it, e.g. `COR-STG` or `boarding`. */
const code = Words(80)
const qualified = {
  code,
  /** First day on which it no longer holds. */
  until: Day,
  /** Certificate seen: number and issuer. */
  document: Words(300),
  certificate: nullable(Ref('training-certificate')),
}
const enrolled = {
  name: Words(120),
  unit: Words(80),
  /** The person as the training register knows them: their certificates in date count without being entered here. */
  holder: nullable(Type.String({ format: 'uuid' })),
  assets: Type.Array(Ref('maritime-asset'), { maxItems: 20 }),
}

/** Somebody who sails or flies: where, and with which qualifications until when. */
export const crewMember = defineRecord({
  type: 'crew-member',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...enrolled,
    qualifications: Type.Array(closed(qualified), { maxItems: 60 }),
    state: Type.Enum(STATES),
  }),
  title: (b) => b.name,
  label: { class: 'restricted', personal: true },
  searched: {
    name: { kind: 'text', path: 'name' },
    unit: { kind: 'text', path: 'unit' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.crew-member' },
  readers: [...WATCH, KEEPER],
})
export type CrewMember = Static<typeof crewMember.body>

const who = [KEEPER, ...SUPERVISION]
const act = { record: 'crew-member', kind: 'act', who, from: ['active'] } as const
export const enrolMember = defineCommand({
  name: 'crew-member.enrol',
  record: 'crew-member',
  kind: 'create',
  input: closed(enrolled),
  who,
})
export const assignMember = defineCommand({ ...act, name: 'crew-member.assign', input: closed(enrolled) })
export const qualifyMember = defineCommand({ ...act, name: 'crew-member.qualify', input: closed(qualified) })
export const disqualifyMember = defineCommand({
  ...act,
  name: 'crew-member.disqualify',
  input: closed({ code }),
  reason: 'required',
})
export const leaveMember = defineCommand({
  ...act,
  name: 'crew-member.leave',
  input: closed({}),
  reason: 'required',
})
