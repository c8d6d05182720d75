import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { IdentityHttp } from './http/answer.ts'
import { COOKIE_DECORATION, setSessionCookie } from './http/cookie.ts'
import { credentialRoutes } from './http/credential-routes.ts'
import { peopleRoutes, reportRoutes } from './http/people-routes.ts'
import { sessionBehind } from './http/request-session.ts'
import { sessionRoutes } from './http/session-routes.ts'
import { signInRoutes } from './http/sign-in-routes.ts'
import { forgetSubjects } from './http/forget-subjects.ts'
import { throttleSignIn } from './http/throttle.ts'

export type { IdentityHttp } from './http/answer.ts'
export { identityAuthenticator } from './http/request-session.ts'

/**
 * Routes of sign-in, sessions, credentials, people and reports, and the guards that hold for every route of the server.
 * Needs the server's authenticator to be `identityAuthenticator` of the same identity.
 */
export function identityPlugin(parts: IdentityHttp): FastifyPluginAsync {
  const plugin = async (app: FastifyInstance): Promise<void> => {
    if (typeof parts.cookieName === 'string') app.decorate(COOKIE_DECORATION, parts.cookieName)
    throttleSignIn(app, parts.core.now)
    renewDueTokens(app, parts)
    forgetSubjects(app, parts)
    signInRoutes(app, parts)
    sessionRoutes(app, parts)
    credentialRoutes(app, parts)
    peopleRoutes(app, parts)
    reportRoutes(app, parts)
  }
  // Fastify's own way to let hooks reach the routes of the parent (docs, "Plugins: handle the scope").
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true })
}

/** A stream's headers are written past Fastify, so a cookie set there would be lost and the person signed out. */
const isStream = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? '').includes('text/event-stream')

/** Rights changed since the token was given: the next ordinary answer carries a new one (ASVS 5.0 7.2.4). */
function renewDueTokens(app: FastifyInstance, parts: IdentityHttp): void {
  app.addHook('onRequest', async (request, reply) => {
    const session = sessionBehind(request)
    if (session === null || !session.resolved.rotateDue || isStream(request)) return
    const opened = await parts.identity.session.rotate(session.resolved, session.token)
    if (opened !== null) setSessionCookie(request, reply, opened)
  })
}
