import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { Language } from '../records/person.ts'
import type { Language as LanguageCode } from '../contract.ts'
import { answerOpened, meOf, refuse, type IdentityHttp } from './answer.ts'
import { clearSessionCookie } from './cookie.ts'
import { originOf, requireSession, sessionOf } from './request-session.ts'
import { Assertion, docs } from './sign-in-routes.ts'

const strict = { additionalProperties: false }
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** A person's own session: who am I, purpose, language, second proof, other sessions, sign-out. */
export function sessionRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const { session } = parts.identity
  const preHandler = requireSession
  app.get('/api/v1/session', { preHandler, schema: docs('me', 'Who is signed in') }, async (request) =>
    meOf(parts, sessionOf(request).resolved),
  )
  app.delete(
    '/api/v1/session',
    { preHandler, schema: docs('sign-out', 'Sign out') },
    async (request, reply) => {
      await session.signOut(sessionOf(request).resolved)
      clearSessionCookie(request, reply)
      return reply.send({ ended: true })
    },
  )
  app.post(
    '/api/v1/session/purpose',
    {
      preHandler,
      schema: {
        ...docs('set-purpose', 'Change the purpose in force'),
        body: Type.Object({ purpose: Type.String({ minLength: 1, maxLength: 64 }) }, strict),
      },
    },
    async (request, reply) => {
      const { token, resolved } = sessionOf(request)
      const done = await session.purpose(resolved, (request.body as { purpose: string }).purpose)
      return done.ok ? me(token) : refuse(reply, done.error)
    },
  )
  app.post(
    '/api/v1/session/language',
    {
      preHandler,
      schema: {
        ...docs('set-language', 'Change the language'),
        body: Type.Object({ language: Language }, strict),
      },
    },
    async (request, reply) => {
      const { token, resolved } = sessionOf(request)
      const done = await session.language(resolved, (request.body as { language: LanguageCode }).language)
      return done.ok ? me(token) : refuse(reply, done.error)
    },
  )
  stepUpRoutes(app, parts)
  otherSessions(app, parts)

  async function me(token: string): Promise<Record<string, unknown>> {
    const now = await parts.identity.resolve(token)
    if (now === null) throw new Error('BUG: a session ended while it was used')
    return meOf(parts, now)
  }
}

function stepUpRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const { identity } = parts
  const preHandler = requireSession
  app.post(
    '/api/v1/session/step-up',
    {
      preHandler,
      schema: {
        ...docs('step-up', 'Prove again who you are, by code'),
        body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 64 }) }, strict),
      },
    },
    async (request, reply) => {
      const { token, resolved } = sessionOf(request)
      const { code } = request.body as { code: string }
      const opened = await identity.session.stepUp(resolved, token, { kind: 'totp', code }, originOf(request))
      return answerOpened(parts, request, reply, opened)
    },
  )
  app.post(
    '/api/v1/session/step-up/passkey/options',
    { preHandler, schema: docs('step-up-options', 'Challenge for a second proof by passkey') },
    async (request, reply) => {
      const options = await identity.stepUpOptions(sessionOf(request).resolved)
      return options.ok ? options.value : refuse(reply, options.error)
    },
  )
  app.post(
    '/api/v1/session/step-up/passkey',
    {
      preHandler,
      schema: {
        ...docs('step-up-passkey', 'Prove again who you are, by passkey'),
        body: Type.Object({ response: Assertion }, strict),
      },
    },
    async (request, reply) => {
      const { token, resolved } = sessionOf(request)
      const { response } = request.body as { response: AuthenticationResponseJSON }
      const opened = await identity.session.stepUp(
        resolved,
        token,
        { kind: 'passkey', response },
        originOf(request),
      )
      return answerOpened(parts, request, reply, opened)
    },
  )
}

function otherSessions(app: FastifyInstance, parts: IdentityHttp): void {
  const { session } = parts.identity
  const preHandler = requireSession
  app.get(
    '/api/v1/session/all',
    { preHandler, schema: docs('own-sessions', 'Your running sessions') },
    async (request) => ({ items: await session.list(sessionOf(request).resolved) }),
  )
  app.delete(
    '/api/v1/session/all',
    { preHandler, schema: docs('end-other-sessions', 'End your other sessions') },
    async (request) => ({ ended: await session.endOthers(sessionOf(request).resolved) }),
  )
  app.delete(
    '/api/v1/session/all/:id',
    { preHandler, schema: { ...docs('end-session', 'End one of your sessions'), params: Id } },
    async (request, reply) => {
      const done = await session.end(sessionOf(request).resolved, (request.params as { id: string }).id)
      return done.ok ? { ended: true } : refuse(reply, done.error)
    },
  )
}
