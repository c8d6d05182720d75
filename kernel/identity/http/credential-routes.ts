import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { answerOpened, refuse, type IdentityHttp } from './answer.ts'
import { originOf, requireSession, sessionOf } from './request-session.ts'
import { docs } from './sign-in-routes.ts'

const strict = { additionalProperties: false }
const Base64Url = (max: number) => Type.String({ pattern: '^[A-Za-z0-9_=-]*$', maxLength: max })

/** WebAuthn Level 3 section 5.1: RegistrationResponseJSON; unknown members of newer browsers are let pass and not read. */
const Attestation = Type.Object({
  id: Base64Url(1024),
  rawId: Base64Url(1024),
  type: Type.Literal('public-key'),
  response: Type.Object({
    clientDataJSON: Base64Url(8192),
    attestationObject: Base64Url(65_536),
    transports: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 16 })),
  }),
})

/** A person's own password, authenticator, recovery codes and passkeys; serves limited sessions, which is how they stop being limited. */
export function credentialRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const { credentials } = parts.identity
  const preHandler = requireSession
  app.get(
    '/api/v1/session/credentials',
    { preHandler, schema: docs('own-credentials', 'Your ways to sign in') },
    async (request) => credentials.overview(sessionOf(request).resolved),
  )
  app.post(
    '/api/v1/session/password/change',
    {
      preHandler,
      schema: {
        ...docs('change-password', 'Change your password; your other sessions end'),
        body: Type.Object(
          {
            current: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
            password: Type.String({ minLength: 1, maxLength: 1024 }),
          },
          strict,
        ),
      },
    },
    async (request, reply) => {
      const { token, resolved } = sessionOf(request)
      const body = request.body as { current?: string; password: string }
      return answerOpened(
        parts,
        request,
        reply,
        await credentials.changePassword(resolved, token, body, originOf(request)),
      )
    },
  )
  totpRoutes(app, parts)
  passkeyRoutes(app, parts)
}

function totpRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const { credentials } = parts.identity
  const preHandler = requireSession
  app.post(
    '/api/v1/session/totp',
    { preHandler, schema: docs('begin-totp', 'Secret for an authenticator, to be confirmed by a code') },
    async (request, reply) => {
      const begun = await credentials.beginTotp(sessionOf(request).resolved)
      return begun.ok ? begun.value : refuse(reply, begun.error)
    },
  )
  app.post(
    '/api/v1/session/totp/confirm',
    {
      preHandler,
      schema: {
        ...docs('confirm-totp', 'Confirm the authenticator; answers with recovery codes, once'),
        body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 16 }) }, strict),
      },
    },
    async (request, reply) => {
      const { token, resolved } = sessionOf(request)
      const done = await credentials.confirmTotp(resolved, token, (request.body as { code: string }).code)
      return answerOpened(
        parts,
        request,
        reply,
        done,
        done.ok ? { recoveryCodes: done.value.recoveryCodes } : {},
      )
    },
  )
  app.post(
    '/api/v1/session/recovery-codes',
    { preHandler, schema: docs('renew-recovery-codes', 'New recovery codes; the old ones end') },
    async (request, reply) => {
      const codes = await credentials.renewRecoveryCodes(sessionOf(request).resolved)
      return codes.ok ? { recoveryCodes: codes.value } : refuse(reply, codes.error)
    },
  )
}

function passkeyRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const { credentials } = parts.identity
  const preHandler = requireSession
  app.post(
    '/api/v1/session/passkeys/options',
    { preHandler, schema: docs('enrol-passkey-options', 'Challenge for a new passkey') },
    async (request, reply) => {
      const options = await credentials.passkeyOptions(sessionOf(request).resolved)
      return options.ok ? options.value : refuse(reply, options.error)
    },
  )
  app.post(
    '/api/v1/session/passkeys',
    {
      preHandler,
      schema: {
        ...docs('enrol-passkey', 'Enrol a passkey'),
        body: Type.Object(
          { name: Type.String({ minLength: 1, maxLength: 60 }), response: Attestation },
          strict,
        ),
      },
    },
    async (request, reply) => {
      const { token, resolved } = sessionOf(request)
      const body = request.body as { name: string; response: RegistrationResponseJSON }
      return answerOpened(parts, request, reply, await credentials.addPasskey(resolved, token, body))
    },
  )
  app.delete(
    '/api/v1/session/passkeys/:id',
    {
      preHandler,
      schema: {
        ...docs('remove-passkey', 'Remove one of your passkeys'),
        params: Type.Object({ id: Base64Url(1024) }),
      },
    },
    async (request, reply) => {
      const done = await credentials.removePasskey(
        sessionOf(request).resolved,
        (request.params as { id: string }).id,
      )
      return done.ok ? { removed: true } : refuse(reply, done.error)
    },
  )
}
