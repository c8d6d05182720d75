import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { after, closestApproach, geodesicDistanceM, type MovingPoint } from '@basinet/geodesy'
import { fail, type Result } from '@basinet/kernel/contract'
import { logRead, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { reckonContact } from '../contacts/resolve.ts'
import type { PartnerTrack } from '../contract/partner-track.ts'
import type { Cpa } from '../contract/wire.ts'
import type { Visibility } from '../live/visibility.ts'
import { fromE7 } from '../positions/scaled.ts'
import { requirePicture, sightOf, type PictureHttp } from './context.ts'
import { docs } from './schemas.ts'

/** `ais:<mmsi>`, `hand:<record id>` or `share:<record id>`, as the picture names its contacts. */
const ContactId = Type.String({
  pattern: '^(ais:[1-9][0-9]{0,9}|(hand|share):[0-9a-f-]{36})$',
  description: 'ais:MMSI, hand:RECORD or share:RECORD',
})

/** Closest point of approach of any two contacts of the picture, those entered by hand and partners' tracks among them. */
export function approachRoutes(app: FastifyInstance, parts: PictureHttp): void {
  app.get(
    '/api/v1/picture/cpa',
    {
      preHandler: [requireSubject, requirePicture.bind(null, parts)],
      schema: {
        ...docs('picture-cpa', 'Closest point of approach of two contacts, course and speed held'),
        querystring: Type.Object({ a: ContactId, b: ContactId }, { additionalProperties: false }),
      },
    },
    (request, reply) => cpa(parts, request, reply),
  )
}

async function cpa(parts: PictureHttp, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  const { a, b } = request.query as { a: string; b: string }
  const sight = sightOf(parts, subject)
  const now = parts.running.core.now().getTime()
  const given = [a, b].some((id) => id.startsWith('share:')) ? ((await parts.partners?.(subject)) ?? []) : []
  const asked: Asked = { parts, sight, now, given }
  const [one, other] = [movingOf(asked, a, 'a'), movingOf(asked, b, 'b')]
  await logRead(parts.running.core, subject, { kind: 'map.read', type: 'position', details: { cpa: [a, b] } })
  if (!one.ok) return sendFailure(reply, one.error)
  if (!other.ok) return sendFailure(reply, other.error)
  return approach(a, b, one.value, other.value, now)
}

function approach(a: string, b: string, here: MovingPoint, there: MovingPoint, now: number): Cpa {
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

const absent = (id: string, field: string) =>
  fail('http.absent.vessel', `no vessel ${id.replace(/^ais:/, '')} on the picture`, field)
const unmoving = (id: string, field: string) =>
  fail('picture.cpa', `${id.replace(/^ais:/, 'vessel ')} has no course and speed`, field)

interface Asked {
  readonly parts: PictureHttp
  readonly sight: Visibility
  readonly now: number
  /** Partners' tracks that the reader may see. */
  readonly given: readonly PartnerTrack[]
}

/** A contact run on to now: the reports of two are seconds to minutes apart. Errors: `http.absent.vessel`, `picture.cpa`. */
function movingOf(asked: Asked, id: string, field: string): Result<MovingPoint> {
  const [kind = '', name = ''] = id.split(':')
  switch (kind) {
    case 'hand':
      return handContact(asked, id, name, field)
    case 'share':
      return partnerTrack(asked, id, name, field)
    default:
      return vessel(asked, id, Number(name), field)
  }
}

function vessel({ parts, sight, now }: Asked, id: string, mmsi: number, field: string): Result<MovingPoint> {
  const { board } = parts.running.picture
  const slot = board.slotOf(mmsi)
  const place = slot === undefined ? null : board.at(slot)
  if (place === null || !sight.source(place.source) || !sight.vessel(mmsi)) return absent(id, field)
  if (place.sog < 0 || (place.cog < 0 && place.sog > 0)) return unmoving(id, field)
  const heard = {
    position: { lon: fromE7(place.lonE7), lat: fromE7(place.latE7) },
    courseDeg: Math.max(0, place.cog) / 10,
    speedKn: place.sog / 10,
  }
  return { ok: true, value: after(heard, (now - place.atMs) / 1000) }
}

function partnerTrack({ given, now }: Asked, id: string, record: string, field: string): Result<MovingPoint> {
  const place = given.find((track) => track.id === record)?.now ?? null
  if (place === null) return absent(id, field)
  const { lon, lat, sog, cog, at } = place
  if (sog === null || (cog === null && sog > 0)) return unmoving(id, field)
  const heard = { position: { lon, lat }, courseDeg: cog ?? 0, speedKn: sog }
  return { ok: true, value: after(heard, (now - at) / 1000) }
}

function handContact(
  { parts, sight, now }: Asked,
  id: string,
  record: string,
  field: string,
): Result<MovingPoint> {
  const body = sight.contact(record) ? parts.running.registers.contacts.get(record)?.body : undefined
  if (body === undefined) return absent(id, field)
  if (body.speedKn === null || (body.courseDeg === null && body.speedKn > 0)) return unmoving(id, field)
  const { position } = reckonContact(body, now)
  return { ok: true, value: { position, courseDeg: body.courseDeg ?? 0, speedKn: body.speedKn } }
}
