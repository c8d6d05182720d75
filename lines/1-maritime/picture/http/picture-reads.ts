import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { closestApproach, geodesicDistanceM, after, type MovingPoint } from '@basinet/geodesy'
import { fail, type Result } from '@basinet/kernel/contract'
import { readFeedHealth } from '@basinet/kernel/feeds'
import { FeedHealth } from '@basinet/kernel/feeds/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { AlertView, type Cpa } from '../contract/wire.ts'
import { alertView } from '../live/alert-view.ts'
import { fromE7 } from '../positions/scaled.ts'
import { parseBBox } from '../positions/bbox.ts'
import { readPlayback } from '../positions/playback.ts'
import { parseSpan, requirePicture, sightOf, type PictureHttp } from './context.ts'
import { answers, BBoxText, docs, TimeText } from './schemas.ts'

/** Alerts, playback, closest point of approach. */
export function pictureReadRoutes(app: FastifyInstance, parts: PictureHttp): void {
  const preHandler = [requireSubject, requirePicture.bind(null, parts)]
  app.get(
    '/api/v1/picture/alerts',
    {
      preHandler,
      schema: {
        ...docs('picture-alerts', 'Alerts that are open or acknowledged, newest first'),
        querystring: Type.Object(
          { state: Type.Optional(Type.Enum(['open', 'acknowledged'])) },
          { additionalProperties: false },
        ),
        ...answers(Type.Object({ items: Type.Array(AlertView) })),
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
  const Mmsi = Type.Integer({ minimum: 1, maximum: 1_073_741_823 })
  app.get(
    '/api/v1/picture/cpa',
    {
      preHandler,
      schema: {
        ...docs('picture-cpa', 'Closest point of approach of two vessels, course and speed held'),
        querystring: Type.Object({ a: Mmsi, b: Mmsi }, { additionalProperties: false }),
      },
    },
    (request, reply) => cpa(parts, request, reply),
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
  const { state } = request.query as { state?: string }
  const sight = sightOf(parts, subject)
  const items = [...parts.running.registers.alerts.values()]
    .filter((a) => sight.alert(a.id) && (state === undefined || a.body.state === state))
    .toSorted((a, b) => b.body.at.localeCompare(a.body.at))
    .map(alertView)
  await logRead(parts.running.core, subject, {
    kind: 'record.list',
    type: 'picture-alert',
    count: items.length,
    details: { state: state ?? 'any' },
  })
  return { items }
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

interface Moving {
  readonly point: MovingPoint
  readonly atMs: number
}

async function cpa(parts: PictureHttp, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  const { a, b } = request.query as { a: number; b: number }
  const sight = sightOf(parts, subject)
  const [one, other] = [movingOf(parts, a, sight, 'a'), movingOf(parts, b, sight, 'b')]
  await logRead(parts.running.core, subject, { kind: 'map.read', type: 'position', details: { cpa: [a, b] } })
  if (!one.ok) return sendFailure(reply, one.error)
  if (!other.ok) return sendFailure(reply, other.error)
  return approach(a, b, one.value, other.value, parts.running.core.now().getTime())
}

function approach(a: number, b: number, one: Moving, other: Moving, now: number): Cpa {
  // Both are brought to the same moment: their reports are seconds to minutes apart.
  const here = after(one.point, (now - one.atMs) / 1000)
  const there = after(other.point, (now - other.atMs) / 1000)
  const found = closestApproach(here, there)
  const at = (p: MovingPoint) => {
    const { lon, lat } = after(p, found.tcpaSeconds).position
    return { lon, lat }
  }
  return {
    a,
    b,
    at: now,
    distanceM: geodesicDistanceM(here.position, there.position),
    cpaM: found.cpaM,
    tcpaS: found.tcpaSeconds,
    aAtCpa: at(here),
    bAtCpa: at(there),
  }
}

function movingOf(
  parts: PictureHttp,
  mmsi: number,
  sight: ReturnType<typeof sightOf>,
  field: string,
): Result<Moving> {
  const { picture } = parts.running
  const slot = picture.board.slotOf(mmsi)
  const place = slot === undefined ? null : picture.board.at(slot)
  if (place === null || !sight.source(place.source) || !sight.vessel(mmsi))
    return fail('http.absent.vessel', `no vessel ${mmsi} on the picture`, field)
  if (place.sog < 0 || (place.cog < 0 && place.sog > 0))
    return fail('picture.cpa', `vessel ${mmsi} sends no course and speed`, field)
  return {
    ok: true,
    value: {
      point: {
        position: { lon: fromE7(place.lonE7), lat: fromE7(place.latE7) },
        courseDeg: Math.max(0, place.cog) / 10,
        speedKn: place.sog / 10,
      },
      atMs: place.atMs,
    },
  }
}
