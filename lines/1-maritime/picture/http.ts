import type { FastifyInstance } from 'fastify'
import { approachRoutes } from './http/approach.ts'
import { candidateRoutes } from './http/candidates.ts'
import type { PictureHttp } from './http/context.ts'
import { feedRoutes, pictureReadRoutes } from './http/picture-reads.ts'
import { radarVideoRoutes } from './http/radar-video.ts'
import { streamRoutes } from './http/stream.ts'
import { vesselRoutes } from './http/vessels.ts'
import { ogcRoutes } from './ogc/routes.ts'

export type { PictureHttp } from './http/context.ts'

/** Routes of the picture beside those of its records and commands. */
export function pictureRoutes(app: FastifyInstance, parts: PictureHttp): void {
  streamRoutes(app, parts)
  vesselRoutes(app, parts)
  pictureReadRoutes(app, parts)
  approachRoutes(app, parts)
  candidateRoutes(app, parts)
  feedRoutes(app, parts)
  radarVideoRoutes(app, parts)
  ogcRoutes(app, parts)
}
