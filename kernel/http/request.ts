import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Failure } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null before sign-in. Set from the session, never from the request's content. */
    subject: Subject | null
  }
}

/** Finds who a request comes from; the cookie's reading and the session belong to identity. */
export interface Authenticator {
  subjectOf(request: FastifyRequest): Promise<Subject | null>
}

/** HTTP status of a failure by the first words of its code; unknown codes are the caller's mistake. */
const STATUS: readonly (readonly [prefix: string, status: number])[] = [
  ['command.denied', 403],
  ['identity.step-up-needed', 403],
  ['command.unknown', 404],
  ['record.absent', 404],
  ['audit.absent', 404],
  ['http.absent', 404],
  ['record.stale', 409],
  ['command.state', 409],
  ['command.id-reused', 409],
  ['command.busy', 503],
  ['node.', 503],
  ['audit.unproven', 409],
  ['http.signed-out', 401],
  ['http.denied', 403],
  ['http.busy', 503],
]

export function statusOf(failure: Failure): number {
  return STATUS.find(([prefix]) => failure.code.startsWith(prefix))?.[1] ?? 422
}

export function sendFailure(reply: FastifyReply, failure: Failure): FastifyReply {
  return reply.code(statusOf(failure)).send({ error: failure })
}

/** The signed-in subject of a route behind `requireSubject`. */
export function subjectOf(request: FastifyRequest): Subject {
  if (request.subject === null) throw new Error('BUG: the route is not behind requireSubject')
  return request.subject
}

export function registerSubject(app: FastifyInstance, authenticator: Authenticator): void {
  app.decorateRequest('subject', null)
  app.addHook('onRequest', async (request) => {
    request.subject = await authenticator.subjectOf(request)
  })
}

/** preHandler of every route that is not for the signed-out. */
export async function requireSubject(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.subject === null) {
    await sendFailure(reply, { code: 'http.signed-out', message: 'sign in first' })
  }
}
