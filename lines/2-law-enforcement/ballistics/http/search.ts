import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fail } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { sealedSubject, type Core } from '@basinet/kernel/record'
import { search } from '../contract/search.ts'
import { CAPABILITY, EXAMINER, LINE } from '../contract/words.ts'
import { readCandidates } from '../gallery.ts'
import { DEMONSTRATE, enqueue } from '../jobs/kinds.ts'

const tags = [`${LINE}/${CAPABILITY}`]

/** What a search found. */
export function searchRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/ballistics/searches/:id/candidates',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'ballistic-candidates',
        summary: 'Candidates of a search, likeliest first: leads for a microscope, none an identification',
        tags,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
      },
    },
    async (request) => {
      const subject = subjectOf(request)
      const { id } = request.params as { id: string }
      const items = await readAs(core, subject, (tx) => readCandidates(tx, id))
      await logRead(core, subject, {
        kind: 'record.list',
        type: search.type,
        count: items.length,
        details: { search: id },
      })
      return { items }
    },
  )
}

/** Asked for by an examiner: faces take seconds to press, and most demonstrations are of something else. */
export function demonstrationRoute(app: FastifyInstance, core: Core): void {
  app.post(
    '/api/v1/ballistics/demonstration',
    {
      preHandler: requireSubject,
      schema: { operationId: 'demonstrate-specimens', summary: 'Make specimens that nobody fired', tags },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      if (!subject.roles.includes(EXAMINER))
        return sendFailure(reply, fail('command.denied.role', `this is for: ${EXAMINER}`).error)
      await core.store.run(sealedSubject(core, subject, core.now()), {}, (tx) =>
        enqueue({ tx, subject }, DEMONSTRATE, randomUUID()),
      )
      return { queued: true }
    },
  )
}
