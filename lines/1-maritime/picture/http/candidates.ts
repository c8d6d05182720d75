import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { fail } from '@basinet/kernel/contract'
import { logRead, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { reckonContact } from '../contacts/resolve.ts'
import { MergeCandidates } from '../contract/wire.ts'
import type { Picture } from '../live/picture.ts'
import type { Visibility } from '../live/visibility.ts'
import { fromE7, fromTenths } from '../positions/scaled.ts'
import { mergeCandidates, type TrackNow } from '../rules/merge-candidates.ts'
import { requirePicture, sightOf, type PictureHttp } from './context.ts'
import { answers, docs } from './schemas.ts'

/** Tracks that a contact entered by hand may be; an officer decides which it is. */
export function candidateRoutes(app: FastifyInstance, parts: PictureHttp): void {
  app.get(
    '/api/v1/picture/contacts/:id/candidates',
    {
      preHandler: [requireSubject, requirePicture.bind(null, parts)],
      schema: {
        ...docs('picture-candidates', 'Tracks that a contact entered by hand may be, best first'),
        params: Type.Object({ id: Type.String({ format: 'uuid', maxLength: 36 }) }),
        ...answers(MergeCandidates),
      },
    },
    (request, reply) => candidates(parts, request, reply),
  )
}

async function candidates(
  parts: PictureHttp,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { core, picture, registers } = parts.running
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const sight = sightOf(parts, subject)
  const body = sight.contact(id) ? registers.contacts.get(id)?.body : undefined
  const at = core.now().getTime()
  const found =
    body === undefined
      ? []
      : mergeCandidates(
          {
            kind: body.kind,
            atMs: at,
            ...reckonContact(body, at),
            courseDeg: body.courseDeg,
            speedKn: body.speedKn,
          },
          tracksOf(picture, sight),
        )
  const details = { candidates: id, found: found.map((c) => c.mmsi) }
  await logRead(core, subject, { kind: 'map.read', type: 'position', count: found.length, details })
  // A hidden contact and an unknown one are answered alike.
  if (body === undefined)
    return sendFailure(reply, fail('http.absent.contact', `no open contact ${id} to be seen`, 'id').error)
  const items = found.flatMap(({ mmsi, ...judged }) => {
    const vessel = picture.vessel(picture.board.slotOf(mmsi) ?? -1, sight, at)
    return vessel === null ? [] : [{ ...judged, vessel }]
  })
  return { at, items }
}

/** Reports far older than any run-on are no track of now; the board itself forgets within the hour. */
function* tracksOf(picture: Picture, sight: Visibility): Generator<TrackNow> {
  const c = picture.board.columns
  for (const slot of picture.board.slots()) {
    const mmsi = c.mmsi[slot] as number
    if (!sight.source(c.source[slot] as number) || !sight.vessel(mmsi)) continue
    yield {
      mmsi,
      atMs: c.atMs[slot] as number,
      lon: fromE7(c.lonE7[slot] as number),
      lat: fromE7(c.latE7[slot] as number),
      sogKn: fromTenths(c.sog[slot] as number) ?? Number.NaN,
      cogDeg: fromTenths(c.cog[slot] as number) ?? Number.NaN,
      shipType: picture.static(mmsi)?.shipType ?? 0,
    }
  }
}
