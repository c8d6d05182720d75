import type { FastifyInstance } from 'fastify'
import { requireSubject } from '@basinet/kernel/http'
import { CAPABILITY, LINE } from './contract/words.ts'
import { terrainFiles } from './worker/elevations.ts'

/** Which elevations this node has; everything else is the records', commands' and jobs'. */
export function coverageRoutes(app: FastifyInstance, terrainFolder: string): void {
  app.get(
    '/api/v1/radar-coverage/elevations',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'radar-coverage-elevations',
        summary: 'Files of elevations that the operator has loaded',
        tags: [`${LINE}/${CAPABILITY}`],
      },
    },
    () => ({ items: terrainFiles(terrainFolder) }),
  )
}
