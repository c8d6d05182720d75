import { fail, ok, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { freshToken, hashOf, TOKEN } from '../secrets/one-use.ts'
import { findAccount } from '../store/accounts.ts'
import { addLink, takeLink } from '../store/credentials.ts'
import type { Opened, Origin } from '../types.ts'
import { logRefusal, openFor, REFUSED } from './open.ts'

const DEMO_HOURS = 12
const HOUR_MS = 3_600_000

/** Path of the console that spends the token; behind the #, so that it reaches no server log. */
export const linkPath = (token: string): string => `/#/sign-in?link=${token}`

/** Spends a link. One of the demonstration serves from this machine only, and on a demonstration node only. */
export async function signInWithLink(
  ctx: IdentityContext,
  token: string,
  origin: Origin,
): Promise<Result<Opened>> {
  const demoAllowed = ctx.core.mode === 'demo' && origin.local
  const taken = TOKEN.test(token) ? await ctx.asNode((tx) => takeLink(tx, hashOf(token), demoAllowed)) : null
  const account = taken === null ? null : await ctx.asNode((tx) => findAccount(tx, { person: taken.person }))
  if (taken === null || account === null) {
    await logRefusal(ctx, 'link', null, 'link', origin)
    return REFUSED
  }
  // Credentials begun from nothing by an invitation lack a second factor, so in service the session is limited to setting them up.
  return openFor(ctx, account, { method: 'link', strong: false }, origin)
}

/** Errors: `identity.service` on a service node, `identity.absent` where there is no such active person. */
export async function createDemoLink(ctx: IdentityContext, person: string): Promise<Result<string>> {
  if (ctx.core.mode !== 'demo') return fail('identity.service', 'a service node has no demonstration links')
  const token = freshToken(ctx.random)
  const until = new Date(ctx.core.now().getTime() + DEMO_HOURS * HOUR_MS)
  const made = await ctx.asNode((tx) =>
    addLink(tx, {
      hash: hashOf(token),
      person,
      kind: 'demo',
      grant: null,
      until,
      madeBy: `node:${ctx.core.nation}`,
    }),
  )
  if (!made) return fail('identity.absent', `no active person ${person}`)
  await ctx.audit({
    kind: 'identity.changed',
    actor: `node:${ctx.core.nation}`,
    type: 'person',
    record: person,
    outcome: 'done',
    details: { what: 'demonstration link made', until: until.toISOString() },
  })
  return ok(linkPath(token))
}
