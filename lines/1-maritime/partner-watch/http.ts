import type { FastifyInstance, FastifyRequest } from 'fastify'
import { logRead, requireSubject, subjectOf } from '@basinet/kernel/http'
import type { Core } from '@basinet/kernel/record'
import type { PartnerTrack } from '@basinet/picture/contract'
import { trackShare } from './contract/track-share.ts'
import { readPartnerTracks } from './live/partner-tracks.ts'

/** Tracks that partners give, with their positions, as this reader may see them. */
export function partnerWatchRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/partner-watch/tracks',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'partner-watch-tracks',
        summary: 'Tracks that partners give: owner, label, newest position and its age',
        tags: ['1-maritime/partner-watch'],
      },
    },
    (request) => tracks(core, request),
  )
}

async function tracks(core: Core, request: FastifyRequest): Promise<{ items: PartnerTrack[] }> {
  const subject = subjectOf(request)
  const items = await readPartnerTracks(core, subject)
  const details = { partners: true }
  await logRead(core, subject, { kind: 'map.read', type: trackShare.type, count: items.length, details })
  return { items }
}
