import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Subject } from '../contract/subject.ts'
import type { Core } from '../record/core.ts'
import { logRead } from '../http/reading.ts'
import { requireSubject, subjectOf, type Authenticator } from '../http/request.ts'
import { TooManySubscribers, type LiveHub, type Subscription } from './hub.ts'
import { sameRights } from './same-rights.ts'
import { openEventStream, type EventStream } from './sse.ts'

/** How often a live subscription is logged and its session looked at again. */
const WATCH_MS = 60_000
const NODE_STATE_MS = 5000

export interface LiveRoutes {
  readonly core: Core
  readonly hub: LiveHub
  readonly authenticator: Authenticator
  /** Small facts every page shows: database, feeds, audit head. */
  readonly nodeState: () => unknown
}

/** `GET /api/v1/live`: ids and revisions only; the client reads what it shows. Resumes by Last-Event-ID. */
export function liveRoutes(app: FastifyInstance, parts: LiveRoutes): void {
  app.get(
    '/api/v1/live',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'live',
        summary: 'Changes as they are numbered (server-sent events)',
        tags: ['node'],
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      await logRead(parts.core, subject, { kind: 'map.read', details: { live: 'changes' } })
      const stream = openEventStream(reply)
      try {
        stream.onClose(await parts.hub.subscribe(toStream(subject, stream), lastEventId(request)))
      } catch (error) {
        // A stream that nothing feeds looks alive to the page; closed, it is asked for again.
        if (!(error instanceof TooManySubscribers))
          request.log.warn({ err: error }, 'a live stream could not be begun')
        stream.send('busy', {})
        stream.close()
        return
      }
      keepWatching(parts, request, stream)
    },
  )
}

/** Lists of what waits for somebody are made of several types: one event says to read them again. */
const NEEDS = /^approval(-|$)|-alert$|^watch-handover$/

function toStream(subject: Subject, stream: EventStream): Subscription {
  return {
    subject,
    deliver: (changes, last) => {
      for (const c of changes) stream.send(c.kind, { seq: c.seq, type: c.type, id: c.id, rev: c.rev }, c.seq)
      if (changes.some((c) => NEEDS.test(c.type))) stream.send('needs', {}, last)
    },
    reset: (last) => void stream.send('reset', { seq: last }, last),
  }
}

function lastEventId(request: FastifyRequest): number | null {
  const header = request.headers['last-event-id']
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null
}

function keepWatching(parts: LiveRoutes, request: FastifyRequest, stream: EventStream): void {
  stream.send('node', parts.nodeState())
  const state = setInterval(() => stream.send('node', parts.nodeState()), NODE_STATE_MS)
  const watch = setInterval(() => void stillAllowed(parts, request, stream), WATCH_MS)
  stream.onClose(() => {
    clearInterval(state)
    clearInterval(watch)
  })
}

/** A session that ended, or whose rights changed, ends its stream; the client signs in or reconnects with the new rights. */
async function stillAllowed(parts: LiveRoutes, request: FastifyRequest, stream: EventStream): Promise<void> {
  try {
    const now = await parts.authenticator.subjectOf(request)
    if (now === null || !sameRights(request.subject, now)) {
      stream.send('session', { ended: now === null })
      stream.close()
      return
    }
    await logRead(parts.core, now, { kind: 'map.read', details: { live: 'changes' } })
  } catch (error) {
    request.log.error({ err: error }, 'a live stream could not be logged and was closed')
    stream.close()
  }
}
