import type { FastifyInstance } from 'fastify'
import { Type, type Static } from 'typebox'
import { Instant } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import type { Core } from '@basinet/kernel/record'
import { firearm } from './contract/firearm.ts'
import { CAPABILITY, closed, LINE, Words } from './contract/words.ts'
import { exchangeRoutes } from './exchange.ts'
import { findCandidates, readStatistics, type Period } from './store.ts'

const tags = [`${LINE}/${CAPABILITY}`]
const Query = closed({
  serial: Words(40),
  make: Type.Optional(Words(80)),
  model: Type.Optional(Words(80)),
  calibre: Type.Optional(Words(40)),
})

/** `GET /api/v1/firearms/candidates` by serial, make, model and calibre together; `GET /api/v1/firearms/statistics?from&until`. */
export function firearmRoutes(app: FastifyInstance, core: Core): void {
  exchangeRoutes(app, core)
  app.get(
    '/api/v1/firearms/candidates',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'firearm-candidates',
        summary: 'Firearms that may be the one sought, confusable serial numbers included; never certain',
        tags,
        querystring: Query,
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const { serial, make = null, model = null, calibre = null } = request.query as Static<typeof Query>
      const wanted = { serial, make, model, calibre }
      const found = await readAs(core, subject, (tx) => findCandidates(tx, wanted))
      if (!found.ok) return sendFailure(reply, found.error)
      await logRead(core, subject, {
        kind: 'record.list',
        type: firearm.type,
        count: found.value.length,
        details: { wanted },
      })
      return { items: found.value }
    },
  )
  app.get(
    '/api/v1/firearms/statistics',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'firearm-statistics',
        summary: 'Recovered firearms by country of marking and outcome of the trace, with every denominator',
        tags,
        querystring: closed({ from: Instant, until: Instant }),
      },
    },
    async (request) => {
      const subject = subjectOf(request)
      const period = request.query as Period
      const found = await readAs(core, subject, (tx) => readStatistics(tx, period))
      await logRead(core, subject, {
        kind: 'record.list',
        type: firearm.type,
        count: found.recovered,
        details: { statistics: period },
      })
      return found
    },
  )
}
