import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { logRead, readAs } from '../http/reading.ts'
import { requireSubject, sendFailure, subjectOf } from '../http/request.ts'
import type { Core } from '../record/core.ts'
import { exhibit } from './contract/exhibit.ts'
import { readChain } from './read-chain.ts'

/** `GET /api/v1/custody/<exhibit>`: the chain as it was followed on the server, every gap in it, and what is overdue. */
export function custodyRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/custody/:exhibit',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'custody-of-exhibit',
        summary: 'The chain of custody of an exhibit with its gaps',
        tags: ['node/custody'],
        params: Type.Object({ exhibit: Type.String({ format: 'uuid' }) }),
      },
    },
    async (request, reply) => {
      const { exhibit: id } = request.params as { exhibit: string }
      const subject = subjectOf(request)
      const found = await readAs(core, subject, (tx) => readChain(tx, id))
      if (found === null) return sendFailure(reply, { code: 'record.absent', message: `no exhibit ${id}` })
      await logRead(core, subject, {
        kind: 'record.read',
        type: exhibit.type,
        record: id,
        count: found.events.length,
      })
      return found
    },
  )
}
