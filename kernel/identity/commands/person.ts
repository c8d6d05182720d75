import { randomUUID } from 'node:crypto'
import { appendAudit } from '../../audit/append.ts'
import { fail, type Result } from '../../contract/result.ts'
import type { Core } from '../../record/core.ts'
import { handle, type Binding, type CommandContext, type Outcome } from '../../record/handler.ts'
import {
  personAmend,
  personAppointSecond,
  personClose,
  personGrant,
  personInvite,
  personNarrow,
  personRegister,
  personReinstate,
  personSuspend,
  personTransfer,
} from '../records/person-commands.ts'
import { person, type PersonBody } from '../records/person.ts'
import { isWithin, NO_RIGHTS } from '../records/rights.ts'
import { administratorCounts } from '../store/accounts.ts'
import { acted, checkPlace, outcome } from './organisation.ts'
import { checkNotLast, checkNotSelf, checkRights } from './person-rules.ts'

/** An invitation may be turned into a link, and the link opened, within three days (house rule). */
const INVITATION_MS = 72 * 3_600_000

type Ctx = CommandContext<PersonBody>

const invitationAt = (at: Date) => ({
  grant: randomUUID(),
  until: new Date(at.getTime() + INVITATION_MS).toISOString(),
})

/** Writes the person and logs the change under the person's id, whoever approved it. */
async function change(
  core: Core,
  ctx: Ctx,
  next: Partial<PersonBody>,
  what: string,
): Promise<Result<Outcome>> {
  const { id, rev, body } = acted(ctx)
  const written = await ctx.amend(person, id, rev, { ...body, ...next })
  if (written.ok) {
    await appendAudit(ctx.tx, core.nation, {
      kind: 'identity.changed',
      at: ctx.at,
      actor: ctx.subject.person,
      session: ctx.subject.session,
      purpose: ctx.subject.purpose,
      type: 'person',
      record: id,
      rev: rev + 1,
      outcome: 'done',
      details: { what, approver: ctx.approver, before: body.rights, after: written.value.body.rights },
    })
  }
  return outcome(written)
}

/** Handlers of people. The core is asked for late, because the registry it holds contains them. */
export function personBindings(late: { core: () => Core }): Binding[] {
  const roles = () => late.core().registry.roles
  const save = (ctx: Ctx, next: Partial<PersonBody>, what: string) => change(late.core(), ctx, next, what)
  return [
    handle(personRegister, person, async (ctx, input) => {
      const place = await checkPlace(ctx, input.agency, input.unit)
      if (!place.ok) return place
      const same = await ctx.list(person, {
        filters: [{ name: 'username', op: 'eq', value: input.username }],
        limit: 1,
      })
      if (!same.ok) return same
      if (same.value.items.length > 0)
        return fail('identity.username-taken', 'the username is or was somebody else’s', 'username')
      return outcome(
        await ctx.create(person, { ...input, rights: NO_RIGHTS, state: 'active', invitation: null }),
      )
    }),
    handle(personAmend, person, async (ctx, input) => {
      const { id, rev, body } = acted(ctx)
      return outcome(await ctx.amend(person, id, rev, { ...body, ...input }))
    }),
    handle(personTransfer, person, async (ctx, input) => {
      const { id } = acted(ctx)
      const self = checkNotSelf(ctx, id)
      if (!self.ok) return self
      const place = await checkPlace(ctx, input.agency, input.unit)
      return place.ok ? save(ctx, input, 'transferred') : place
    }),
    handle(personGrant, person, async (ctx, input) => {
      const { id, body } = acted(ctx)
      const self = checkNotSelf(ctx, id)
      if (!self.ok) return self
      const sound = checkRights(input.rights, roles())
      if (!sound.ok) return sound
      if (!input.rights.roles.includes('administrator')) {
        const last = await checkNotLast(ctx, body)
        if (!last.ok) return last
      }
      return save(ctx, { rights: input.rights }, 'rights granted')
    }),
    handle(personNarrow, person, async (ctx, input) => {
      const { body } = acted(ctx)
      if (!isWithin(input.rights, body.rights))
        return fail('identity.not-narrower', 'this would widen something; use person.grant', 'rights')
      if (!input.rights.roles.includes('administrator')) {
        const last = await checkNotLast(ctx, body)
        if (!last.ok) return last
      }
      return save(ctx, { rights: input.rights }, 'rights narrowed')
    }),
    ...stateBindings(save),
    ...invitationBindings(save),
  ]
}

type Save = (ctx: Ctx, next: Partial<PersonBody>, what: string) => Promise<Result<Outcome>>

function stateBindings(save: Save): Binding[] {
  const stop = async (ctx: Ctx, state: 'suspended' | 'closed'): Promise<Result<Outcome>> => {
    const last = await checkNotLast(ctx, acted(ctx).body)
    return last.ok ? save(ctx, { state, invitation: null }, state) : last
  }
  return [
    handle(personSuspend, person, (ctx) => stop(ctx, 'suspended')),
    handle(personClose, person, (ctx) => stop(ctx, 'closed')),
    handle(personReinstate, person, async (ctx) => {
      const self = checkNotSelf(ctx, acted(ctx).id)
      return self.ok ? save(ctx, { state: 'active' }, 'reinstated') : self
    }),
  ]
}

function invitationBindings(save: Save): Binding[] {
  return [
    handle(personInvite, person, async (ctx) => {
      const self = checkNotSelf(ctx, acted(ctx).id)
      return self.ok ? save(ctx, { invitation: invitationAt(ctx.at) }, 'invited') : self
    }),
    handle(personAppointSecond, person, async (ctx) => {
      const { id, body } = acted(ctx)
      const self = checkNotSelf(ctx, id)
      if (!self.ok) return self
      if (!isWithin(body.rights, NO_RIGHTS))
        return fail('identity.not-first-appointment', 'appoint a person who holds no right yet')
      const { ever } = await administratorCounts(ctx.tx)
      if (ever !== 1)
        return fail(
          'identity.not-first-appointment',
          'there have been two administrators; two of them appoint a third',
        )
      const rights = { ...NO_RIGHTS, roles: ['administrator'], clearance: 'restricted' as const }
      return save(
        ctx,
        { rights, invitation: invitationAt(ctx.at) },
        'appointed as second administrator, alone',
      )
    }),
  ]
}
