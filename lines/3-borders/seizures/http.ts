import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { Instant } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, subjectOf } from '@basinet/kernel/http'
import type { Core } from '@basinet/kernel/record'
import { CAPABILITY, LINE, seizure } from './contract/seizure.ts'
import { readTotals, type Period } from './store.ts'

/** `GET /api/v1/seizures/totals?from&until`: what was seized in a period, each unit by itself. */
export function seizureRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/seizures/totals',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'totals-of-seizures',
        summary: 'What was seized in a period, by kind, substance and unit',
        tags: [`${LINE}/${CAPABILITY}`],
        querystring: Type.Object({ from: Instant, until: Instant }, { additionalProperties: false }),
      },
    },
    async (request) => {
      const subject = subjectOf(request)
      const period = request.query as Period
      const found = await readAs(core, subject, (tx) => readTotals(tx, period))
      await logRead(core, subject, {
        kind: 'record.list',
        type: seizure.type,
        count: found.seizures,
        details: { totals: period },
      })
      return found
    },
  )
}
