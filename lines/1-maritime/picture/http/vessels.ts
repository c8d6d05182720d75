import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { fail, type Subject } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import type { Fused } from '../contract/fused.ts'
import { fusedView } from '../fusion/fused-view.ts'
import { Track, Vessel, VesselDetail } from '../contract/wire.ts'
import { alertView } from '../live/alert-view.ts'
import { vesselView } from '../live/vessel-view.ts'
import { lastPlaces } from '../positions/last-known.ts'
import { readTrack } from '../positions/track.ts'
import {
  findVessels,
  readIdentityClaims,
  readStaticsOf,
  staticData,
  type VesselStatic,
} from '../positions/vessel-static.ts'
import { parseSpan, requirePicture, sightOf, type PictureHttp } from './context.ts'
import { answers, docs, MmsiParam, TimeText } from './schemas.ts'

const FIND_MAX = 50
const POINTS_DEFAULT = 2000
const POINTS_MAX = 50_000

/** One vessel, its history track, and finding vessels. */
export function vesselRoutes(app: FastifyInstance, parts: PictureHttp): void {
  const preHandler = [requireSubject, requirePicture.bind(null, parts)]
  app.get(
    '/api/v1/picture/vessels/:mmsi',
    {
      preHandler,
      schema: {
        ...docs('picture-vessel', 'One vessel: place, static data, alerts, identities it claimed'),
        params: MmsiParam,
        ...answers(VesselDetail),
      },
    },
    (request, reply) => detail(parts, request, reply),
  )
  app.get(
    '/api/v1/picture/vessels/:mmsi/track',
    {
      preHandler,
      schema: {
        ...docs('picture-track', 'History track, thinned to a number of points, with its silences'),
        params: MmsiParam,
        querystring: Type.Object(
          {
            from: TimeText,
            to: TimeText,
            max: Type.Optional(Type.Integer({ minimum: 2, maximum: POINTS_MAX })),
          },
          { additionalProperties: false },
        ),
        ...answers(Track),
      },
    },
    (request, reply) => track(parts, request, reply),
  )
  app.get(
    '/api/v1/picture/find',
    {
      preHandler,
      schema: {
        ...docs('picture-find', 'Vessels by name, call sign, MMSI or IMO number'),
        querystring: Type.Object(
          { q: Type.String({ minLength: 1, maxLength: 80 }) },
          { additionalProperties: false },
        ),
        ...answers(Type.Object({ items: Type.Array(Vessel) })),
      },
    },
    (request) => find(parts, request),
  )
}

async function detail(parts: PictureHttp, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  const { mmsi } = request.params as { mmsi: number }
  const [vessel] = await vesselsOf(parts, subject, [mmsi])
  const stored = await readAs(parts.running.core, subject, async (tx) => ({
    data: (await readStaticsOf(tx, [mmsi])).get(mmsi),
    claims: await readIdentityClaims(tx, mmsi),
  }))
  await logRead(parts.running.core, subject, {
    kind: 'record.read',
    type: 'position',
    count: vessel === undefined ? 0 : 1,
    details: { mmsi },
  })
  // A hidden vessel and an unknown one are answered alike.
  if (vessel === undefined) return sendFailure(reply, absent(mmsi))
  return {
    vessel,
    static: stored.data === undefined ? null : staticData(stored.data),
    checks: parts.running.picture.alertsOf(mmsi, sightOf(parts, subject)).map(alertView),
    identityHistory: stored.claims,
    ...fusedOf(parts, subject, mmsi),
  }
}

function fusedOf(parts: PictureHttp, subject: Subject, key: number): { fused?: Fused } {
  const entry = parts.running.picture.fused(key, sightOf(parts, subject))
  return entry === null ? {} : { fused: fusedView(entry) }
}

const absent = (mmsi: number) => fail('http.absent.vessel', `no vessel ${mmsi} to be seen`).error

async function track(parts: PictureHttp, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  const { mmsi } = request.params as { mmsi: number }
  const q = request.query as { from: string; to: string; max?: number }
  const span = parseSpan(q.from, q.to)
  if (!span.ok) return sendFailure(reply, span.error)
  const query = { mmsi, ...span.value, max: q.max ?? POINTS_DEFAULT }
  const found = await readAs(parts.running.core, subject, (tx) => readTrack(tx, query))
  await logRead(parts.running.core, subject, {
    kind: 'map.read',
    type: 'position',
    count: found.ok ? found.value.points.length : 0,
    details: { track: query },
  })
  return found.ok ? found.value : sendFailure(reply, found.error)
}

async function find(parts: PictureHttp, request: FastifyRequest): Promise<unknown> {
  const subject = subjectOf(request)
  const { q } = request.query as { q: string }
  const mmsis = await readAs(parts.running.core, subject, (tx) => findVessels(tx, q, FIND_MAX))
  const number = /^\d{7,10}$/.test(q.trim()) ? Number(q) : null
  const wanted = number === null || mmsis.includes(number) ? mmsis : [number, ...mmsis]
  const items = await vesselsOf(parts, subject, wanted)
  await logRead(parts.running.core, subject, {
    kind: 'record.search',
    type: 'position',
    count: items.length,
    details: { q },
  })
  return { items }
}

/** Vessels as now: from the picture where they are on it, else from where they were last heard. */
async function vesselsOf(parts: PictureHttp, subject: Subject, mmsis: readonly number[]): Promise<Vessel[]> {
  const { core, picture } = parts.running
  const sight = sightOf(parts, subject)
  const now = core.now().getTime()
  const missing = mmsis.filter((mmsi) => picture.board.slotOf(mmsi) === undefined)
  const stored = await readAs(core, subject, async (tx) => ({
    places: await lastPlaces(tx, missing),
    statics: await readStaticsOf(tx, missing),
  }))
  return mmsis.flatMap((mmsi) => {
    const slot = picture.board.slotOf(mmsi)
    if (slot !== undefined) return picture.vessel(slot, sight, now) ?? []
    const place = stored.places.get(mmsi)
    if (place === undefined) return []
    const flags = picture.alertsOf(mmsi, sight).map((a) => a.body.rule)
    const station = picture.sources.get(place.source)?.station ?? ''
    return vesselView(place, stored.statics.get(mmsi) satisfies VesselStatic | undefined, station, flags, now)
  })
}
