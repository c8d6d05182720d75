import { randomUUID } from 'node:crypto'
import { ok } from '../contract/result.ts'
import { createAdministration } from './administration.ts'
import { AAL2_LIMITS, asNode, type IdentityContext, type IdentityOptions } from './context.ts'
import { OWASP_COST } from './secrets/password.ts'
import { createPasswords, type Passwords } from './secrets/passwords.ts'
import { createOwnCredentials } from './session/credentials.ts'
import { createOwnSession } from './session/own.ts'
import { createResolver } from './session/resolve.ts'
import { createDemoLink, signInWithLink } from './sign-in/link.ts'
import { LOCKOUT } from './sign-in/lockout.ts'
import { createOidc } from './sign-in/oidc.ts'
import { passkeySignInOptions, signInWithPasskey } from './sign-in/passkey.ts'
import { signInWithPassword } from './sign-in/password.ts'
import type { Identity } from './types.ts'

export function identityContext(options: IdentityOptions): IdentityContext {
  const { core } = options
  return {
    core,
    vault: options.vault,
    random: options.random,
    address: options.address,
    cost: options.cost ?? OWASP_COST,
    lockout: options.lockout ?? LOCKOUT,
    limits: options.limits ?? AAL2_LIMITS,
    asNode: (work) => asNode(core, work),
    audit: (draft) => core.audit.write({ ...draft, at: core.now() }),
    uuid: () => randomUUID({ disableEntropyCache: true }),
  }
}

/** Sign-in, sessions and credentials of one node process. */
export function createIdentity(options: IdentityOptions, passwords?: Passwords): Identity {
  const ctx = identityContext(options)
  const hashes = passwords ?? createPasswords(ctx)
  const resolver = createResolver(ctx)
  const oidc = options.oidc === undefined ? null : createOidc(ctx, options.oidc)
  return {
    resolveSubject: (token) => resolver.subject(token),
    resolve: (token, options) => resolver.resolve(token, options),
    forget: (person) => resolver.forget(person),
    signIn: {
      password: (input, origin) => signInWithPassword(ctx, hashes, input, origin),
      link: (token, origin) => signInWithLink(ctx, token, origin),
      passkeyOptions: async () => ok(await passkeySignInOptions(ctx, 'passkey-sign-in', {})),
      passkey: (response, origin) => signInWithPasskey(ctx, response, origin),
      oidc,
    },
    session: createOwnSession(ctx, resolver),
    credentials: createOwnCredentials(ctx, hashes, resolver),
    administration: createAdministration(ctx, resolver, oidc?.issuer ?? null),
    stepUpOptions: async (now) =>
      ok(await passkeySignInOptions(ctx, 'passkey-step-up', { session: now.session.id })),
    createOneUseLink: (person) => createDemoLink(ctx, person),
  }
}
