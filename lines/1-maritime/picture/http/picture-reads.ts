import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { readFeedHealth } from '@basinet/kernel/feeds'
import { FusionStatus } from '../contract/fused.ts'
import { FeedHealth } from '@basinet/kernel/feeds/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { fail, type StoredRecord } from '@basinet/kernel/contract'
import { readRecords } from '@basinet/kernel/record'
import { radarSite } from '../contract/radar-site.ts'
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
  app.get(
    '/api/v1/feeds/radars',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'feeds-radars',
        summary: 'How every radar does: plots, detection, estimated bias',
        tags: ['node/feeds'],
        ...answers(FusionStatus),
      },
    },
    (request, reply) => radars(parts, request, reply),
  )
}

/** A radar is told of to those who may read its site; of the others nothing is said. */
async function radars(parts: PictureHttp, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { core, picture } = parts.running
  const status = picture.fusionStatus
  if (status === null)
    return sendFailure(reply, fail('http.absent.fusion', 'this process does not run the fusion').error)
  const mine = await readAs(core, subjectOf(request), async (tx) => {
    const read = await readRecords(
      tx,
      radarSite as never,
      status.radars.flatMap(({ site }) => site ?? []),
    )
    const feeds = await readFeedHealth(tx)
    return { sites: new Set(read.map(({ id }) => id)), feeds: new Set(feeds.map(({ id }) => id)) }
  })
  const may = ({ site, feed }: (typeof status.radars)[number]): boolean =>
    site === undefined ? feed !== undefined && mine.feeds.has(feed) : mine.sites.has(site)
  return { ...status, radars: status.radars.filter(may) }
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

/** A contact that hides goes before everything but distress: it is gone while others are read. */
const DARK = 'dark.contact'
const GRAVITY = { critical: 0, warning: 1, info: 2 } as const
type Alert = StoredRecord<PictureAlert>

function byGravity({ body: a }: Alert, { body: b }: Alert): number {
  return (
    Number(b.distress) - Number(a.distress) ||
    Number(a.state !== 'open') - Number(b.state !== 'open') ||
    Number(b.rule === DARK) - Number(a.rule === DARK) ||
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
