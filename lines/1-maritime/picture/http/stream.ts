import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { fail, type Subject } from '@basinet/kernel/contract'
import { logRead, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { openEventStream, sameRights, type EventStream } from '@basinet/kernel/live'
import type { Viewer } from '../live/viewers.ts'
import { parseBBox, WORLD, type BBox } from '../positions/bbox.ts'
import { requirePicture, type PictureHttp } from './context.ts'
import { BBoxText, docs } from './schemas.ts'

/** A live subscription is logged at its start and once a minute; then the session is looked at again too. */
const WATCH_MS = 60_000

const Zoom = Type.Number({ minimum: 0, maximum: 30 })

/** `GET /picture/stream`: snapshot, deltas and alerts as server-sent events; and its viewport. */
export function streamRoutes(app: FastifyInstance, parts: PictureHttp): void {
  const guard = [requireSubject, requirePicture.bind(null, parts)]
  app.get(
    '/api/v1/picture/stream',
    {
      preHandler: guard,
      schema: {
        ...docs('picture-stream', 'The live picture in a viewport (server-sent events)'),
        querystring: Type.Object(
          { bbox: Type.Optional(BBoxText), zoom: Type.Optional(Zoom) },
          { additionalProperties: false },
        ),
      },
    },
    (request, reply) => open(parts, request, reply),
  )
  app.post(
    '/api/v1/picture/stream/viewport',
    {
      preHandler: guard,
      schema: {
        ...docs('picture-viewport', 'Moves the viewport of an open stream'),
        body: Type.Object(
          {
            stream: Type.String({ format: 'uuid' }),
            bbox: Type.Union([Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }), BBoxText]),
            zoom: Type.Optional(Zoom),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { stream, bbox } = request.body as { stream: string; bbox: number[] | string }
      const box = parseBBox(typeof bbox === 'string' ? bbox : bbox.join())
      if (!box.ok) return sendFailure(reply, box.error)
      const viewer = parts.running.viewers.get(stream)
      // Another person's stream is as absent as one that is not there.
      if (viewer === undefined || viewer.person !== subjectOf(request).person)
        return sendFailure(reply, fail('http.absent.stream', 'no such open stream here', 'stream').error)
      viewer.look(box.value)
      return { ok: true }
    },
  )
}

async function open(parts: PictureHttp, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  const { bbox } = request.query as { bbox?: string }
  const box = bbox === undefined ? { ok: true as const, value: WORLD } : parseBBox(bbox)
  if (!box.ok) return sendFailure(reply, box.error)
  await logLook(parts, subject, box.value, 0)
  const stream = openEventStream(reply)
  const viewer = parts.running.viewers.join(subject, box.value, {
    send: (event, json) => void stream.sendJson(event, json),
    waiting: () => stream.waiting,
  })
  if (viewer === null) {
    stream.send('busy', { message: 'too many viewers on this process' })
    stream.close()
    return undefined
  }
  stream.onClose(() => viewer.leave())
  watch(parts, request, stream, viewer)
  return undefined
}

function watch(parts: PictureHttp, request: FastifyRequest, stream: EventStream, viewer: Viewer): void {
  const look = async (): Promise<void> => {
    try {
      const now = await parts.authenticator.subjectOf(request)
      if (now === null || !sameRights(request.subject, now)) {
        stream.send('session', { ended: now === null })
        stream.close()
        return
      }
      await logLook(parts, now, viewer.bbox, viewer.shown)
    } catch (error) {
      request.log.error({ err: error }, 'a picture stream could not be logged and was closed')
      stream.close()
    }
  }
  const timer = setInterval(() => void look(), WATCH_MS)
  stream.onClose(() => clearInterval(timer))
}

function logLook(parts: PictureHttp, subject: Subject, box: BBox, count: number): Promise<string> {
  return logRead(parts.running.core, subject, {
    kind: 'map.read',
    type: 'position',
    count,
    details: { live: 'picture', bbox: box },
  })
}
