import { Type } from 'typebox'
import { defineCommand } from '../../contract/command.ts'
import { Ref } from '../../contract/ref.ts'
import { Language, PersonName, Rank, Username } from './person.ts'
import { Rights } from './rights.ts'

const strict = { additionalProperties: false }
const who = ['administrator']
/** Widening needs a second administrator, who is neither the first nor the person concerned. */
const second = { kind: 'maker-checker', by: ['administrator'] } as const
const nothing = Type.Object({}, strict)

/** Enters a person without any right; nobody can sign in as them before an invitation. */
export const personRegister = defineCommand({
  name: 'person.register',
  record: 'person',
  kind: 'create',
  input: Type.Object(
    {
      name: PersonName,
      rank: Rank,
      username: Username,
      agency: Ref('agency'),
      unit: Ref('unit'),
      language: Language,
    },
    strict,
  ),
  who,
})

/** Corrects what gives no right. */
export const personAmend = defineCommand({
  name: 'person.amend',
  record: 'person',
  kind: 'act',
  input: Type.Object(
    {
      name: Type.Optional(PersonName),
      rank: Type.Optional(Rank),
      language: Type.Optional(Language),
    },
    strict,
  ),
  who,
  from: ['active', 'suspended'],
  reason: 'required',
})

/** Moves a person to another unit; units carry compartments, so this counts as widening. */
export const personTransfer = defineCommand({
  name: 'person.transfer',
  record: 'person',
  kind: 'act',
  input: Type.Object({ agency: Ref('agency'), unit: Ref('unit') }, strict),
  who,
  from: ['active', 'suspended'],
  reason: 'required',
  approval: second,
  stepUp: true,
})

/** Sets the rights as a whole, wider ones included. */
export const personGrant = defineCommand({
  name: 'person.grant',
  record: 'person',
  kind: 'act',
  input: Type.Object({ rights: Rights }, strict),
  who,
  from: ['active', 'suspended'],
  reason: 'required',
  approval: second,
  stepUp: true,
})

/** Sets narrower rights; one administrator suffices, so that taking away never waits. */
export const personNarrow = defineCommand({
  name: 'person.narrow',
  record: 'person',
  kind: 'act',
  input: Type.Object({ rights: Rights }, strict),
  who,
  from: ['active', 'suspended'],
  reason: 'required',
})

export const personSuspend = defineCommand({
  name: 'person.suspend',
  record: 'person',
  kind: 'act',
  input: nothing,
  who,
  from: ['active'],
  reason: 'required',
})

export const personReinstate = defineCommand({
  name: 'person.reinstate',
  record: 'person',
  kind: 'act',
  input: nothing,
  who,
  from: ['suspended'],
  reason: 'required',
  approval: second,
  stepUp: true,
})

/** For good: the account never opens again; a person who comes back gets a new one. */
export const personClose = defineCommand({
  name: 'person.close',
  record: 'person',
  kind: 'act',
  input: nothing,
  who,
  from: ['active', 'suspended'],
  reason: 'required',
})

/**
 * Allows one invitation link, by which the person sets password and second factor from nothing. Whoever opens the link
 * becomes the person, so it takes two administrators.
 */
export const personInvite = defineCommand({
  name: 'person.invite',
  record: 'person',
  kind: 'act',
  input: nothing,
  who,
  from: ['active'],
  reason: 'required',
  approval: second,
  stepUp: true,
})

/**
 * The way out of having only one administrator: the sole one ever appointed makes and invites the second alone, once in a
 * node's life. Reported for ever as appointed alone.
 */
export const personAppointSecond = defineCommand({
  name: 'person.appoint-second',
  record: 'person',
  kind: 'act',
  input: nothing,
  who,
  from: ['active'],
  reason: 'required',
  stepUp: true,
})

export const PERSON_COMMANDS = [
  personRegister,
  personAmend,
  personTransfer,
  personGrant,
  personNarrow,
  personSuspend,
  personReinstate,
  personClose,
  personInvite,
  personAppointSecond,
] as const
