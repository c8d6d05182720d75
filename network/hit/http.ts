import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { logRead, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { readRecord, sealedSubject, type Core } from '@basinet/kernel/record'
import { asNetwork } from '../node/db.ts'
import { probeRequest, type ProbeRequestRecord } from './probe-records.ts'

/** `/api/v1/network/probes/{id}/content`: what a partner sent to be compared, for those who may read its record. */
export function hitRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/network/probes/:id/content',
    {
      preHandler: [requireSubject],
      schema: {
        operationId: 'network-probe-content',
        summary: 'Content of a partner’s probe',
        tags: ['regional/hit'],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const subject = subjectOf(request)
      const sealed = sealedSubject(core, subject, core.now())
      const record = await core.store.run(sealed, { readOnly: true }, (tx) =>
        readRecord<ProbeRequestRecord>(tx, probeRequest, id),
      )
      const found =
        record === null
          ? null
          : await asNetwork(core, async (db) => {
              const { rows } = await db.query<{ bytes: Buffer }>(
                'SELECT bytes FROM basinet.probe_content WHERE id = $1',
                [id],
              )
              return rows[0]?.bytes ?? null
            })
      if (found === null) return sendFailure(reply, { code: 'http.absent', message: 'no probe with content' })
      await logRead(core, subject, {
        kind: 'evidence.read',
        type: 'probe-request',
        record: id,
        details: { bytes: found.length },
      })
      return reply.type('application/octet-stream').header('cache-control', 'no-store').send(found)
    },
  )
}
