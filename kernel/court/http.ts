import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fail } from '../contract/result.ts'
import { logRead, readAs } from '../http/reading.ts'
import { requireSubject, sendFailure, subjectOf } from '../http/request.ts'
import type { Core } from '../record/core.ts'
import { readRecord } from '../record/index.ts'
import { courtReady } from './ready.ts'

/**
 * `GET /api/v1/court/<type>/<id>`: a record as a court may have it, with what of it came from abroad and by which certificates. Refused
 * while any of it is intelligence only. Boardings, comparisons of fired cases, chains of custody and dossiers go before a court by it.
 */
export function courtRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/court/:type/:id',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'court-copy',
        summary: 'A record for a court; refused while what came from abroad is not evidence',
        tags: ['node/court'],
        params: Type.Object({
          type: Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 30 }),
          id: Type.String({ format: 'uuid' }),
        }),
      },
    },
    async (request, reply) => {
      const { type, id } = request.params as { type: string; id: string }
      const subject = subjectOf(request)
      const decl = core.registry.record(type)
      const read =
        decl === undefined
          ? null
          : await readAs(core, subject, async (tx) => {
              const record = await readRecord(tx, decl, id)
              return record === null ? null : { record, ready: await courtReady(tx, [{ type, id }]) }
            })
      if (read === null) return sendFailure(reply, fail('record.absent', `no ${type} ${id}`).error)
      const { record, ready } = read
      const details = { court: ready.ok ? 'given' : ready.error.code }
      await logRead(core, subject, { kind: 'record.read', type, record: id, rev: record.rev, details })
      return ready.ok ? { record, foreign: ready.value } : sendFailure(reply, ready.error)
    },
  )
}
