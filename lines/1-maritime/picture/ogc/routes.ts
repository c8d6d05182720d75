import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fail, type Failure, type Subject } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, subjectOf } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import { ownArea, type OwnArea } from '../contract/own-area.ts'
import { requirePicture, sightOf, type PictureHttp } from '../http/context.ts'
import { inBBox } from '../positions/bbox.ts'
import { fromE7 } from '../positions/scaled.ts'
import { leaveOf } from '../share.ts'
import { areaFeature, areaGeometry, vesselFeature, type Feature } from './features.ts'
import { collection, COLLECTIONS, conformance, landing, type Link } from './documents.ts'
import { parseItemsQuery, type ItemsQuery } from './query.ts'

const OGC_BASE = '/api/v1/ogc'
const GEOJSON = 'application/geo+json; charset=utf-8'

const docs = (operationId: string, summary: string) => ({
  schema: { operationId, summary, tags: ['1-maritime/ogc'] },
})

/** OGC API - Features - Part 1: Core (17-069r4) over the current vessels and the own areas, for GIS clients. */
export function ogcRoutes(app: FastifyInstance, parts: PictureHttp): void {
  const preHandler = [requireSubject, requirePicture.bind(null, parts)]
  const base = (request: FastifyRequest): string => `${request.protocol}://${request.host}${OGC_BASE}`
  app.get(OGC_BASE, { preHandler, ...docs('ogc-landing', 'Landing page') }, async (request) =>
    landing(base(request)),
  )
  app.get(
    `${OGC_BASE}/conformance`,
    { preHandler, ...docs('ogc-conformance', 'Conformance classes') },
    async () => conformance(),
  )
  app.get(
    `${OGC_BASE}/collections`,
    { preHandler, ...docs('ogc-collections', 'Collections') },
    async (request) => ({
      links: [{ href: `${base(request)}/collections`, rel: 'self', type: 'application/json' }],
      collections: COLLECTIONS.map((c) => collection(base(request), c)),
    }),
  )
  app.get(
    `${OGC_BASE}/collections/:collection`,
    { preHandler, ...docs('ogc-collection', 'One collection') },
    async (request, reply) => {
      const found = COLLECTIONS.find((c) => c.id === paramsOf(request).collection)
      return found === undefined ? absent(reply) : collection(base(request), found)
    },
  )
  app.get(
    `${OGC_BASE}/collections/:collection/items`,
    { preHandler, ...docs('ogc-items', 'Features of a collection') },
    (request, reply) => items(parts, request, reply, base(request)),
  )
  app.get(
    `${OGC_BASE}/collections/:collection/items/:feature`,
    { preHandler, ...docs('ogc-item', 'One feature') },
    (request, reply) => item(parts, request, reply, base(request)),
  )
}

function paramsOf(request: FastifyRequest): { collection: string; feature: string } {
  return request.params as { collection: string; feature: string }
}

function absent(reply: FastifyReply): FastifyReply {
  return refuse(reply, 404, fail('http.absent', 'there is no such thing in this collection').error)
}

function refuse(reply: FastifyReply, status: number, error: Failure): FastifyReply {
  return reply.code(status).send({ error })
}

async function items(
  parts: PictureHttp,
  request: FastifyRequest,
  reply: FastifyReply,
  base: string,
): Promise<FastifyReply> {
  const { collection: id } = paramsOf(request)
  if (!COLLECTIONS.some((c) => c.id === id)) return absent(reply)
  const query = parseItemsQuery(request.query as Record<string, unknown>)
  if (!query.ok) return refuse(reply, 400, query.error)
  const subject = subjectOf(request)
  const all = await featuresOf(parts, subject, id, query.value)
  const rest = query.value.after === null ? all : all.filter((f) => f.id > (query.value.after as string))
  const page = rest.slice(0, query.value.limit)
  await logRead(parts.running.core, subject, {
    kind: 'map.read',
    type: id === 'vessels' ? 'position' : ownArea.type,
    count: page.length,
    details: { ogc: id, query: request.query },
  })
  const self = `${base}/collections/${id}/items`
  const links: Link[] = [
    { href: `${self}${search(request, null)}`, rel: 'self', type: 'application/geo+json' },
    { href: `${base}/collections/${id}`, rel: 'collection', type: 'application/json' },
  ]
  const last = page.at(-1)
  if (last !== undefined && rest.length > page.length)
    links.push({ href: `${self}${search(request, last.id)}`, rel: 'next', type: 'application/geo+json' })
  return reply.type(GEOJSON).send({
    type: 'FeatureCollection',
    timeStamp: parts.running.core.now().toISOString(),
    numberMatched: all.length,
    numberReturned: page.length,
    features: page,
    links,
  })
}

function search(request: FastifyRequest, after: string | null): string {
  const params = new URLSearchParams(request.query as Record<string, string>)
  if (after !== null) params.set('after', after)
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

async function item(
  parts: PictureHttp,
  request: FastifyRequest,
  reply: FastifyReply,
  base: string,
): Promise<FastifyReply> {
  const { collection: id, feature } = paramsOf(request)
  if (!COLLECTIONS.some((c) => c.id === id)) return absent(reply)
  const subject = subjectOf(request)
  const everything = parseItemsQuery({})
  if (!everything.ok) throw new Error('BUG: no parameters are valid parameters')
  const found = (await featuresOf(parts, subject, id, everything.value)).find((f) => f.id === feature)
  await logRead(parts.running.core, subject, {
    kind: 'record.read',
    type: id === 'vessels' ? 'position' : ownArea.type,
    count: found === undefined ? 0 : 1,
    details: { ogc: id, feature },
  })
  if (found === undefined) return absent(reply)
  const here = `${base}/collections/${id}`
  return reply.type(GEOJSON).send({
    ...found,
    links: [
      { href: `${here}/items/${encodeURIComponent(feature)}`, rel: 'self', type: 'application/geo+json' },
      { href: here, rel: 'collection', type: 'application/json' },
    ],
  })
}

/** Sorted by id as text, which is what paging goes by. */
async function featuresOf(
  parts: PictureHttp,
  subject: Subject,
  id: string,
  query: ItemsQuery,
): Promise<Feature[]> {
  const features =
    id === 'vessels' ? vesselFeatures(parts, subject, query) : await areaFeatures(parts, subject, query)
  return features.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

const within = (query: ItemsQuery, at: number): boolean =>
  (query.from === null || at >= query.from) && (query.to === null || at <= query.to)

function vesselFeatures(parts: PictureHttp, subject: Subject, query: ItemsQuery): Feature[] {
  const { core, picture, registers } = parts.running
  const sight = sightOf(parts, subject)
  const leave = leaveOf({ core, registers, sources: picture.sources }, subject, 'api')
  const { columns } = picture.board
  const now = core.now().getTime()
  const found: Feature[] = []
  for (const slot of picture.board.slots()) {
    if (!inBBox(query.bbox, fromE7(columns.lonE7[slot] as number), fromE7(columns.latE7[slot] as number)))
      continue
    if (!within(query, columns.atMs[slot] as number)) continue
    if (!leave.source(columns.source[slot] as number) || !leave.vessel(columns.mmsi[slot] as number)) continue
    const vessel = picture.vessel(slot, sight, now)
    if (vessel !== null) found.push(vesselFeature(vessel))
  }
  return found
}

const AREAS_MAX = 500

async function areaFeatures(parts: PictureHttp, subject: Subject, query: ItemsQuery): Promise<Feature[]> {
  const page = await readAs(parts.running.core, subject, (tx) =>
    listRecords<OwnArea>(tx, ownArea as never, {
      filters: [{ name: 'state', op: 'eq', value: 'active' }],
      limit: AREAS_MAX,
    }),
  )
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
    .filter((record) => within(query, Date.parse(record.updatedAt)))
    .filter((record) => touches(query, areaGeometry(record.body.shape).coordinates[0] ?? []))
    .map(areaFeature)
}

/** By their boxes: 7.15.3 asks for features whose geometry intersects; a box may answer a little more. */
function touches(query: ItemsQuery, ring: readonly (readonly [number, number])[]): boolean {
  const lats = ring.map(([, lat]) => lat)
  if (Math.min(...lats) > query.bbox.north || Math.max(...lats) < query.bbox.south) return false
  const lons = ring.map(([lon]) => lon)
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const { bbox } = query
  return bbox.west <= bbox.east
    ? east >= bbox.west && west <= bbox.east
    : east >= bbox.west || west <= bbox.east
}
