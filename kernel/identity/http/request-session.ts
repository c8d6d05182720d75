import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Authenticator } from '../../http/request.ts'
import type { Identity, Origin, Resolved } from '../types.ts'
import { readCookie, sessionCookie } from './cookie.ts'

export interface RequestSession {
  readonly token: string
  readonly resolved: Resolved
}

/** The session behind each request, limited ones included; kept beside the request so that no plugin order matters. */
const sessions = new WeakMap<FastifyRequest, RequestSession>()
const seen = new WeakSet<FastifyRequest>()

export function sessionBehind(request: FastifyRequest): RequestSession | null {
  return sessions.get(request) ?? null
}

/** The session of a route behind `requireSession`. */
export function sessionOf(request: FastifyRequest): RequestSession {
  const session = sessions.get(request)
  if (session === undefined) throw new Error('BUG: the route is not behind requireSession')
  return session
}

/**
 * Finds the subject by the cookie. A limited session is nobody to every route but those that complete it. Asked again for
 * the same request (a live stream does), it no longer counts as activity: an open page alone keeps nobody signed in.
 */
export function identityAuthenticator(identity: Identity): Authenticator {
  return {
    async subjectOf(request) {
      const token = readCookie(request.headers.cookie, sessionCookie(request))
      if (token === null) return null
      const activity = !seen.has(request)
      seen.add(request)
      const resolved = await identity.resolve(token, { activity })
      if (resolved === null) {
        sessions.delete(request)
        return null
      }
      sessions.set(request, { token, resolved })
      return resolved.session.limit === null ? resolved.subject : null
    },
  }
}

/** preHandler of routes that serve limited sessions as well. */
export async function requireSession(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!sessions.has(request))
    await reply.code(401).send({ error: { code: 'http.signed-out', message: 'sign in first' } })
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const

/** Local: the peer is this machine and nothing says that a proxy passed somebody else's request on. */
export function originOf(request: FastifyRequest): Origin {
  const peer = request.socket.remoteAddress ?? ''
  return {
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    local: LOOPBACK.test(peer) && FORWARDED.every((name) => request.headers[name] === undefined),
  }
}
