import { fail, ok, type Result } from '../contract/result.ts'
import type { IdentityContext } from './context.ts'
import { freshToken, hashOf } from './secrets/one-use.ts'
import { steppedUp } from '../record/step-up.ts'
import type { Resolver } from './session/resolve.ts'
import { linkPath } from './sign-in/link.ts'
import { attemptKey } from './sign-in/username.ts'
import { findAccount, type Account } from './store/accounts.ts'
import { unlockAccount } from './store/attempts.ts'
import { addLink, bindOidc } from './store/credentials.ts'
import { endSessions } from './store/sessions.ts'
import type { Administration, Resolved } from './types.ts'

/** What administrators do to other people's access, outside the records. Checked here, whatever the door checked. */
export function createAdministration(
  ctx: IdentityContext,
  resolver: Resolver,
  issuer: string | null,
): Administration {
  const allowed = async (now: Resolved, person: string): Promise<Result<Account>> => {
    if (!now.subject.roles.includes('administrator'))
      return fail('identity.denied', 'this is for administrators')
    if (person === now.session.person) return fail('identity.denied', 'not for oneself')
    if (ctx.core.mode === 'service' && !steppedUp(now.session.strongAt, ctx.core.now()))
      return fail('identity.step-up-needed', 'prove again who you are')
    const account = await ctx.asNode((tx) => findAccount(tx, { person }))
    return account === null ? fail('identity.absent', `no person ${person}`) : ok(account)
  }
  return {
    async invitation(now, person) {
      const account = await allowed(now, person)
      if (!account.ok) return account
      const invited = account.value.person.invitation
      if (invited === null) return fail('identity.not-invited', 'no approved invitation stands')
      const token = freshToken(ctx.random)
      const link = {
        hash: hashOf(token),
        person,
        kind: 'invitation',
        grant: invited.grant,
        until: new Date(invited.until),
        madeBy: now.session.person,
      } as const
      if (!(await ctx.asNode((tx) => addLink(tx, link))))
        return fail('identity.not-invited', 'the invitation has run out, or its link was made already')
      await log(ctx, now, person, 'invitation link made', { until: invited.until })
      return ok({ path: linkPath(token), until: invited.until })
    },
    async unlock(now, person) {
      const account = await allowed(now, person)
      if (!account.ok) return account
      await ctx.asNode((tx) => unlockAccount(tx, attemptKey('account', account.value.person.username)))
      await log(ctx, now, person, 'account unlocked')
      return ok(true)
    },
    async endSessions(now, person) {
      const account = await allowed(now, person)
      if (!account.ok) return account
      const ended = await ctx.asNode((tx) => endSessions(tx, person, {}, 'ended by an administrator'))
      resolver.forget(person)
      await log(ctx, now, person, 'sessions ended', { ended })
      return ok(ended)
    },
    async bindOidc(now, person, subject) {
      if (issuer === null) return fail('identity.oidc-absent', 'no sign-in provider is configured')
      const account = await allowed(now, person)
      if (!account.ok) return account
      if (!(await ctx.asNode((tx) => bindOidc(tx, issuer, subject, person, now.session.person))))
        return fail('identity.oidc-bound', 'this subject or this person is bound already', 'subject')
      await log(ctx, now, person, 'bound to a provider subject', { issuer })
      return ok(true)
    },
  }
}

function log(
  ctx: IdentityContext,
  now: Resolved,
  person: string,
  what: string,
  more: object = {},
): Promise<string> {
  return ctx.audit({
    kind: 'identity.changed',
    actor: now.session.person,
    session: now.session.id,
    purpose: now.subject.purpose,
    type: 'person',
    record: person,
    outcome: 'done',
    details: { what, ...more },
  })
}
