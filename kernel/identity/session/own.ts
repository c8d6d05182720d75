import { fail, ok, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { LANGUAGES } from '../records/person.ts'
import { REFUSED } from '../sign-in/open.ts'
import { findAccount } from '../store/accounts.ts'
import { endSessions, listSessions, setLanguage, setSessionPurpose } from '../store/sessions.ts'
import type { Opened, Origin, OwnSession, Resolved, StepUp } from '../types.ts'
import { limitOf } from './limit.ts'
import { proveAgain } from './prove-again.ts'
import { renew } from './renew.ts'
import type { Resolver } from './resolve.ts'

interface Parts {
  readonly ctx: IdentityContext
  readonly resolver: Resolver
}

/** What a person does with their own session. */
export function createOwnSession(ctx: IdentityContext, resolver: Resolver): OwnSession {
  const parts = { ctx, resolver }
  return {
    purpose: (now, purpose) => changePurpose(parts, now, purpose),
    async language(now, language) {
      if (!LANGUAGES.includes(language)) return fail('identity.language', 'no such language', 'language')
      await ctx.asNode((tx) => setLanguage(tx, now.session.person, language))
      resolver.forget(now.session.person)
      return ok(true)
    },
    stepUp: (now, token, input, origin) => stepUp(parts, now, token, input, origin),
    async rotate(now, token) {
      const opened = await renew(ctx, now, token, {
        limit: now.session.limit,
        strong: false,
        unasked: true,
      })
      resolver.forget(now.session.person)
      return opened.ok ? opened.value : null
    },
    list: async (now) =>
      (await ctx.asNode((tx) => listSessions(tx, now.session.person))).map((s) => ({
        ...s,
        current: s.id === now.session.id,
      })),
    async end(now, session) {
      const ended = await end(parts, now, { only: session }, 'ended by the person')
      return ended === 1 ? ok(true) : fail('identity.session-absent', `no session ${session} of yours`)
    },
    endOthers: (now) => end(parts, now, { except: now.session.id }, 'ended by the person'),
    async signOut(now) {
      await end(parts, now, { only: now.session.id }, 'signed out')
    },
  }
}

function log(
  parts: Parts,
  now: Resolved,
  kind: 'session.purpose' | 'session.closed' | 'session.renewed',
  details: unknown,
): Promise<string> {
  return parts.ctx.audit({
    kind,
    actor: now.session.person,
    session: now.session.id,
    purpose: now.subject.purpose,
    outcome: 'done',
    details,
  })
}

async function changePurpose(parts: Parts, now: Resolved, purpose: string): Promise<Result<true>> {
  if (!now.purposes.includes(purpose))
    return fail('identity.purpose', `your roles allow: ${now.purposes.join(', ')}`, 'purpose')
  await parts.ctx.asNode((tx) => setSessionPurpose(tx, now.session.id, purpose))
  parts.resolver.forget(now.session.person)
  await log(parts, now, 'session.purpose', { from: now.subject.purpose, to: purpose })
  return ok(true)
}

async function end(
  parts: Parts,
  now: Resolved,
  which: { readonly only?: string; readonly except?: string },
  why: string,
): Promise<number> {
  const ended = await parts.ctx.asNode((tx) => endSessions(tx, now.session.person, which, why))
  parts.resolver.forget(now.session.person)
  if (ended > 0) await log(parts, now, 'session.closed', { ...which, why, ended })
  return ended
}

async function stepUp(
  parts: Parts,
  now: Resolved,
  token: string,
  input: StepUp,
  origin: Origin,
): Promise<Result<Opened>> {
  const { ctx, resolver } = parts
  const account = await ctx.asNode((tx) => findAccount(tx, { person: now.session.person }))
  if (account === null) return REFUSED
  const proven = await proveAgain(ctx, account, now, input, origin)
  if (!proven.ok) return proven
  const limit = limitOf({
    mode: ctx.core.mode,
    strong: true,
    mustChange: now.session.limit === 'change-password',
    secondFactor: true,
  })
  const opened = await renew(ctx, now, token, { limit, strong: true })
  resolver.forget(now.session.person)
  if (opened.ok) await log(parts, now, 'session.renewed', { by: input.kind })
  return opened
}
