import { timingSafeEqual } from 'node:crypto'
import * as client from 'openid-client'
import { fail, ok, type Result } from '../../contract/result.ts'
import type { IdentityContext, OidcSettings } from '../context.ts'
import { freshToken, hashOf } from '../secrets/one-use.ts'
import { findAccount } from '../store/accounts.ts'
import type { Opened, Origin, SignIn } from '../types.ts'
import { freshChallenge, takeChallenge } from './challenge.ts'
import { logRefusal, openFor, REFUSED } from './open.ts'

const FLOW_MS = 600_000
const PROVIDER_TIMEOUT_SECONDS = 10
const WHY_MAX = 200

interface Flow {
  readonly nonce: string
  readonly verifier: string
  /** SHA-256 of the browser's key, hex. */
  readonly browser: string
}

/**
 * Sign-in through the nation's own provider: authorization code flow with PKCE (RFC 7636, RFC 9700 section 2.1.1), state tied
 * to the browser that asked. A provider's subject signs in only as the person an administrator bound it to.
 */
export function createOidc(ctx: IdentityContext, settings: OidcSettings): NonNullable<SignIn['oidc']> {
  let discovered: Promise<client.Configuration> | null = null
  const configuration = (): Promise<client.Configuration> => {
    discovered ??= discover(settings).catch((error: unknown) => {
      discovered = null
      throw error
    })
    return discovered
  }
  return {
    issuer: settings.issuer,
    async start() {
      const reached = await attempt(configuration)
      if (!reached.ok) return fail('identity.oidc-unreachable', 'the sign-in provider does not answer')
      const nonce = freshToken(ctx.random)
      const verifier = freshToken(ctx.random)
      const browserKey = freshToken(ctx.random)
      const flow: Flow = { nonce, verifier, browser: hashOf(browserKey).toString('hex') }
      const state = Buffer.from(freshChallenge(ctx, 'oidc', flow, FLOW_MS), 'utf8').toString('base64url')
      const url = client.buildAuthorizationUrl(reached.value, {
        redirect_uri: settings.redirectUri,
        scope: settings.scope ?? 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return ok({ url: url.href, browserKey })
    },
    finish: (answer, browserKey, origin) => finish(ctx, settings, configuration, answer, browserKey, origin),
  }
}

async function finish(
  ctx: IdentityContext,
  settings: OidcSettings,
  configuration: () => Promise<client.Configuration>,
  answer: URL,
  browserKey: string | undefined,
  origin: Origin,
): Promise<Result<Opened>> {
  const refused = async (why: string, account: string | null = null): Promise<Result<Opened>> => {
    await logRefusal(ctx, 'oidc', account, why.slice(0, WHY_MAX), origin)
    return REFUSED
  }
  const state = answer.searchParams.get('state') ?? ''
  const sealed = Buffer.from(state, 'base64url').toString('utf8')
  const flow = (await takeChallenge(ctx, 'oidc', sealed)) as Flow | null
  if (flow === null) return refused('state')
  if (!timingSafeEqual(hashOf(browserKey ?? ''), Buffer.from(flow.browser, 'hex')))
    return refused('another browser')
  const granted = await attempt(async () =>
    client.authorizationCodeGrant(await configuration(), answer, {
      pkceCodeVerifier: flow.verifier,
      expectedState: state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    }),
  )
  if (!granted.ok) return refused(granted.error.message)
  const claims = granted.value.claims()
  if (claims === undefined) return refused('no claims')
  const account = await ctx.asNode((tx) => findAccount(tx, { issuer: claims.iss, subject: claims.sub }))
  if (account === null) return refused('nobody is bound to this subject')
  if (account.person.state !== 'active') return refused(account.person.state, account.id)
  return openFor(ctx, account, { method: 'oidc', strong: vouched(settings, claims) }, origin)
}

/** OpenID Connect Core 1.0 section 2: `acr` is one value, `amr` a list (RFC 8176). */
function vouched(settings: OidcSettings, claims: client.IDToken): boolean {
  const { acr, amr: list } = claims
  const amr: unknown[] = Array.isArray(list) ? list : []
  return (
    (typeof acr === 'string' && (settings.strongAcr ?? []).includes(acr)) ||
    (settings.strongAmr ?? []).some((value) => amr.includes(value))
  )
}

function discover(settings: OidcSettings): Promise<client.Configuration> {
  const issuer = new URL(settings.issuer)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)
  return client.discovery(
    issuer,
    settings.clientId,
    settings.clientSecret === undefined ? undefined : { client_secret: settings.clientSecret },
    settings.clientSecret === undefined ? client.None() : client.ClientSecretBasic(settings.clientSecret),
    {
      timeout: PROVIDER_TIMEOUT_SECONDS,
      execute: [
        // The token came by TLS, which OpenID Connect Core 3.1.3.7 accepts in place of its signature; we check both.
        client.enableNonRepudiationChecks,
        // Without TLS only on this machine, where nobody can listen between. Marked deprecated to stand out, not to go away.
        // oxlint-disable-next-line typescript/no-deprecated
        ...(loopback && issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
      ],
    },
  )
}

/** The library throws for everything a provider may get wrong; the words are for the log. */
async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    return fail('identity.oidc', error instanceof Error ? error.message : String(error))
  }
}
