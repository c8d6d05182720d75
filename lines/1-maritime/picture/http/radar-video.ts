import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fail } from '@basinet/kernel/contract'
import { logRead, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { RadarVideo } from '../contract/fused.ts'
import { requirePicture, sightOf, type PictureHttp } from './context.ts'
import { answers, docs } from './schemas.ts'

/** Radar video as pictures, each under the label of its feed. */
export function radarVideoRoutes(app: FastifyInstance, parts: PictureHttp): void {
  const preHandler = [requireSubject, requirePicture.bind(null, parts)]
  app.get(
    '/api/v1/picture/radar-video',
    {
      preHandler,
      schema: {
        ...docs(
          'picture-radar-video',
          'Radars whose video is shown, and where the corners of each picture lie',
        ),
        ...answers(Type.Object({ items: Type.Array(RadarVideo) })),
      },
    },
    async (request) => {
      const subject = subjectOf(request)
      const sight = sightOf(parts, subject)
      const items = [...parts.running.video.values()]
        .filter(({ source }) => sight.source(source))
        .map(({ site, name, at, corners }) => ({ site, name, at, corners }))
      const details = { radarVideo: true }
      await logRead(parts.running.core, subject, {
        kind: 'map.read',
        type: 'position',
        count: items.length,
        details,
      })
      return { items }
    },
  )
  app.get(
    '/api/v1/picture/radar-video/:site',
    {
      preHandler,
      schema: {
        ...docs(
          'picture-radar-video-picture',
          'Newest picture of a radar (PNG); `at` only tells one from the next',
        ),
        params: Type.Object({ site: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
        querystring: Type.Object({ at: Type.Optional(Type.Integer()) }, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const { site } = request.params as { site: string }
      const found = parts.running.video.get(site)
      if (found === undefined || !sightOf(parts, subjectOf(request)).source(found.source))
        return sendFailure(reply, fail('http.absent.video', 'no video of this radar', 'site').error)
      // A picture of seconds ago is not to be found again in a cache by somebody else.
      return reply.header('cache-control', 'no-store').type('image/png').send(Buffer.from(found.png))
    },
  )
}
