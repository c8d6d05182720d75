import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Result } from '../../contract/result.ts'
import type { Opened } from '../types.ts'
import { answerOpened, refuse, type IdentityHttp } from './answer.ts'
import { OIDC_COOKIE, OIDC_PATH, readCookie, setSessionCookie, writeCookie } from './cookie.ts'
import { originOf, sessionBehind } from './request-session.ts'

const strict = { additionalProperties: false }
const Text = (max: number) => Type.String({ minLength: 1, maxLength: max })
const Base64Url = (max: number) => Type.String({ pattern: '^[A-Za-z0-9_=-]*$', maxLength: max })

/** WebAuthn Level 3 section 5.1: AuthenticationResponseJSON. */
export const Assertion = Type.Object(
  {
    id: Base64Url(1024),
    rawId: Base64Url(1024),
    type: Type.Literal('public-key'),
    response: Type.Object({
      clientDataJSON: Base64Url(8192),
      authenticatorData: Base64Url(8192),
      signature: Base64Url(2048),
      userHandle: Type.Optional(Base64Url(256)),
    }),
    clientExtensionResults: Type.Optional(Type.Object({})),
    authenticatorAttachment: Type.Optional(Text(40)),
  },
  strict,
)

export const docs = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['node/identity'],
})

/** Signing in ends the session the browser had before (ASVS 5.0 7.2.4). */
async function endPrevious(parts: IdentityHttp, request: FastifyRequest): Promise<void> {
  const before = sessionBehind(request)
  if (before !== null) await parts.identity.session.signOut(before.resolved)
}

async function answerSignedIn(
  parts: IdentityHttp,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: Result<Opened>,
): Promise<FastifyReply> {
  if (opened.ok) await endPrevious(parts, request)
  return answerOpened(parts, request, reply, opened)
}

/** Ways in: link, password with code, passkey, provider. All but the provider's answer need the x-basinet header. */
export function signInRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const { signIn } = parts.identity
  app.post(
    '/api/v1/session/link',
    {
      schema: {
        ...docs('sign-in-link', 'Sign in by one-use link'),
        body: Type.Object({ token: Text(200) }, strict),
        security: [],
      },
    },
    async (request, reply) => {
      const { token } = request.body as { token: string }
      return answerSignedIn(parts, request, reply, await signIn.link(token, originOf(request)))
    },
  )
  app.post(
    '/api/v1/session/password',
    {
      schema: {
        ...docs('sign-in-password', 'Sign in by password and code'),
        body: Type.Object(
          { username: Text(256), password: Text(1024), totp: Type.Optional(Text(64)) },
          strict,
        ),
        security: [],
      },
    },
    async (request, reply) => {
      const body = request.body as { username: string; password: string; totp?: string }
      return answerSignedIn(parts, request, reply, await signIn.password(body, originOf(request)))
    },
  )
  app.post(
    '/api/v1/session/passkey/options',
    {
      schema: {
        ...docs('passkey-options', 'Challenge for a passkey; the same for every name'),
        body: Type.Object({ username: Type.Optional(Type.String({ maxLength: 256 })) }, strict),
        security: [],
      },
    },
    async (_request, reply) => {
      const options = await signIn.passkeyOptions()
      return options.ok ? options.value : refuse(reply, options.error)
    },
  )
  app.post(
    '/api/v1/session/passkey',
    {
      schema: {
        ...docs('sign-in-passkey', 'Sign in by passkey'),
        body: Type.Object({ response: Assertion }, strict),
        security: [],
      },
    },
    async (request, reply) => {
      const { response } = request.body as { response: AuthenticationResponseJSON }
      return answerSignedIn(parts, request, reply, await signIn.passkey(response, originOf(request)))
    },
  )
  oidcRoutes(app, parts)
}

const OIDC_COOKIE_SECONDS = 600

/** Sent with status 200 and not as a redirect: a chain that began on another site would leave the strict cookie behind. */
const page = (target: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${target}"><title>Basinet</title><a href="${target}">Basinet</a></html>`

function oidcRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const { oidc } = parts.identity.signIn
  app.get(
    OIDC_PATH,
    { schema: { ...docs('oidc', 'The sign-in provider, if there is one'), security: [] } },
    async () => (oidc === null ? { enabled: false } : { enabled: true, issuer: oidc.issuer }),
  )
  app.get(
    `${OIDC_PATH}/start`,
    { schema: { ...docs('oidc-start', 'Go to the sign-in provider'), security: [] } },
    async (request, reply) => {
      if (oidc === null)
        return refuse(reply, { code: 'identity.oidc-absent', message: 'no sign-in provider is configured' })
      const started = await oidc.start()
      if (!started.ok) return refuse(reply, started.error)
      const { url, browserKey } = started.value
      writeCookie(request, reply, {
        name: OIDC_COOKIE,
        value: browserKey,
        maxAgeSeconds: OIDC_COOKIE_SECONDS,
        sameSite: 'Lax',
        path: OIDC_PATH,
      })
      return reply.redirect(url, 302)
    },
  )
  app.get(
    `${OIDC_PATH}/callback`,
    { schema: { ...docs('oidc-callback', 'Where the provider sends the browser back'), security: [] } },
    async (request, reply) => {
      if (oidc === null)
        return refuse(reply, { code: 'identity.oidc-absent', message: 'no sign-in provider is configured' })
      const key = readCookie(request.headers.cookie, OIDC_COOKIE) ?? undefined
      const answer = new URL(request.raw.url ?? OIDC_PATH, 'http://here.invalid')
      const opened = await oidc.finish(answer, key, originOf(request))
      writeCookie(request, reply, {
        name: OIDC_COOKIE,
        value: '',
        maxAgeSeconds: 0,
        sameSite: 'Lax',
        path: OIDC_PATH,
      })
      if (opened.ok) {
        await endPrevious(parts, request)
        setSessionCookie(request, reply, opened.value)
      }
      const target = opened.ok ? '/' : '/#/sign-in?refused=oidc'
      return reply
        .code(opened.ok ? 200 : 401)
        .type('text/html; charset=utf-8')
        .send(page(target))
    },
  )
}
