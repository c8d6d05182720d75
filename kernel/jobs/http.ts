import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { sealedSubject, type Core } from '../record/core.ts'
import { readAs } from '../http/reading.ts'
import { requireSubject, sendFailure, subjectOf } from '../http/request.ts'
import { cancelJob, listJobs } from './queue.ts'

export function jobRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/jobs',
    {
      preHandler: requireSubject,
      schema: { operationId: 'jobs', summary: 'Long work with its progress', tags: ['node'] },
    },
    async (request) => ({ items: await readAs(core, subjectOf(request), listJobs) }),
  )
  app.post(
    '/api/v1/jobs/:id/cancel',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'cancel-job',
        summary: 'Cancel a job',
        tags: ['node'],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const done = await core.store.run(sealedSubject(core, subjectOf(request), core.now()), {}, (tx) =>
        cancelJob(tx, id),
      )
      return done
        ? { cancelled: true }
        : sendFailure(reply, {
            code: 'http.absent.job',
            message: 'no such job that could still be cancelled',
          })
    },
  )
}
