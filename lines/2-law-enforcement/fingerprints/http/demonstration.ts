import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { fail } from '@basinet/kernel/contract'
import { requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { sealedSubject, type Core } from '@basinet/kernel/record'
import { CAPABILITY, EXAMINER, LINE } from '../contract/words.ts'
import { DEMONSTRATE, enqueue } from '../jobs/kinds.ts'

/** Asked for by an examiner: ten fingers take seconds to grow, and most demonstrations are of something else. */
export function demonstrationRoute(app: FastifyInstance, core: Core): void {
  app.post(
    '/api/v1/fingerprints/demonstration',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'demonstrate-prints',
        summary: 'Make prints of fingers that nobody has',
        tags: [`${LINE}/${CAPABILITY}`],
      },
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
