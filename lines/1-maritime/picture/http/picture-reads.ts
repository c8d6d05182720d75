import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { readFeedHealth } from '@basinet/kernel/feeds'
import { FeedHealth } from '@basinet/kernel/feeds/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import type { StoredRecord } from '@basinet/kernel/contract'
import type { PictureAlert } from '../contract/picture-alert.ts'
import { AlertView } from '../contract/wire.ts'
import { alertView } from '../live/alert-view.ts'
import { parseBBox } from '../positions/bbox.ts'
import { readPlayback } from '../positions/playback.ts'
import { parseSpan, requirePicture, sightOf, type PictureHttp } from './context.ts'
import { answers, BBoxText, docs, TimeText } from './schemas.ts'

/** Alerts in one answer; all of them are in the list of records, page by page. */
const ALERTS_MAX = 1000
const ALERTS_DEFAULT = 200

/** Alerts and playback. */
export function pictureReadRoutes(app: FastifyInstance, parts: PictureHttp): void {
  const preHandler = [requireSubject, requirePicture.bind(null, parts)]
  app.get(
    '/api/v1/picture/alerts',
    {
      preHandler,
      schema: {
        ...docs('picture-alerts', 'Alerts that are open or acknowledged: distress, then open, grave, newest'),
        querystring: Type.Object(
          {
            state: Type.Optional(Type.Enum(['open', 'acknowledged'])),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ALERTS_MAX })),
          },
          { additionalProperties: false },
        ),
        ...answers(
          Type.Object({ items: Type.Array(AlertView), total: Type.Integer(), open: Type.Integer() }),
        ),
      },
    },
    (request) => alerts(parts, request),
  )
  app.get(
    '/api/v1/picture/playback',
    {
      preHandler,
      schema: {
        ...docs('picture-playback', 'What moved in a box over a time, as frames'),
        querystring: Type.Object(
          {
            from: TimeText,
            to: TimeText,
            bbox: BBoxText,
            stepSeconds: Type.Integer({ minimum: 1, maximum: 3600 }),
          },
          { additionalProperties: false },
        ),
      },
    },
    (request, reply) => playback(parts, request, reply),
  )
}

/** `GET /feeds`: open to whoever reads feed records, which is wider than the watch. */
export function feedRoutes(app: FastifyInstance, parts: PictureHttp): void {
  app.get(
    '/api/v1/feeds',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'feeds',
        summary: 'How every feed does',
        tags: ['node/feeds'],
        ...answers(Type.Object({ items: Type.Array(FeedHealth) })),
      },
    },
    async (request) => ({ items: await readAs(parts.running.core, subjectOf(request), readFeedHealth) }),
  )
}

async function alerts(parts: PictureHttp, request: FastifyRequest): Promise<unknown> {
  const subject = subjectOf(request)
  const { state, limit = ALERTS_DEFAULT } = request.query as { state?: string; limit?: number }
  const sight = sightOf(parts, subject)
  const all = [...parts.running.registers.alerts.values()].filter(
    (a) => sight.alert(a.id) && (state === undefined || a.body.state === state),
  )
  const items = all.toSorted(byGravity).slice(0, limit).map(alertView)
  await logRead(parts.running.core, subject, {
    kind: 'record.list',
    type: 'picture-alert',
    count: items.length,
    details: { state: state ?? 'any' },
  })
  return { items, total: all.length, open: all.filter((a) => a.body.state === 'open').length }
}

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const
type Alert = StoredRecord<PictureAlert>

function byGravity({ body: a }: Alert, { body: b }: Alert): number {
  return (
    Number(b.distress) - Number(a.distress) ||
    Number(a.state !== 'open') - Number(b.state !== 'open') ||
    GRAVITY[a.severity] - GRAVITY[b.severity] ||
    (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)
  )
}

async function playback(parts: PictureHttp, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  const q = request.query as { from: string; to: string; bbox: string; stepSeconds: number }
  const span = parseSpan(q.from, q.to)
  if (!span.ok) return sendFailure(reply, span.error)
  const bbox = parseBBox(q.bbox)
  if (!bbox.ok) return sendFailure(reply, bbox.error)
  const query = { ...span.value, bbox: bbox.value, stepSeconds: q.stepSeconds }
  const found = await readAs(parts.running.core, subject, (tx) => readPlayback(tx, query))
  await logRead(parts.running.core, subject, {
    kind: 'map.read',
    type: 'position',
    count: found.ok ? found.value.vessels.length : 0,
    details: { playback: query },
  })
  return found.ok ? found.value : sendFailure(reply, found.error)
}
