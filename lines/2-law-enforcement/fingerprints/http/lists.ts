import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fail } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { readRecord, type Core } from '@basinet/kernel/record'
import { printBatch } from '../contract/batch.ts'
import { printSearch } from '../contract/search.ts'
import { CAPABILITY, LINE } from '../contract/words.ts'
import { CANDIDATES_MAX } from '../jobs/search.ts'
import { readCandidates, readFound, readProblems } from '../store.ts'

const tags = [`${LINE}/${CAPABILITY}`]
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false })
const PROBLEMS_MAX = 1000
const FOUND_MAX = 100

/** What lies beside the records, each line under the label of what it names. */
export function listRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/fingerprints/searches/:id/candidates',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'print-candidates',
        summary: 'Candidates of a search, best first',
        tags,
        params: Id,
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const { id } = request.params as { id: string }
      const items = await readAs(core, subject, async (tx) =>
        (await readRecord(tx, printSearch, id)) === null ? null : readCandidates(tx, id, CANDIDATES_MAX),
      )
      if (items === null) return sendFailure(reply, fail('record.absent', `no print-search ${id}`).error)
      await logRead(core, subject, {
        kind: 'record.list',
        type: printSearch.type,
        record: id,
        count: items.length,
      })
      return { items }
    },
  )
  app.get(
    '/api/v1/fingerprints/found',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'prints-found',
        summary: 'What the node found by itself and nobody has gone through',
        tags,
      },
    },
    async (request) => {
      const subject = subjectOf(request)
      const items = await readAs(core, subject, (tx) => readFound(tx, FOUND_MAX))
      await logRead(core, subject, { kind: 'record.list', type: printSearch.type, count: items.length })
      return { items }
    },
  )
  app.get(
    '/api/v1/fingerprints/batches/:id/problems',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'batch-problems',
        summary: 'Entries of a bulk enrolment that failed',
        tags,
        params: Id,
      },
    },
    async (request) => {
      const subject = subjectOf(request)
      const { id } = request.params as { id: string }
      const items = await readAs(core, subject, (tx) => readProblems(tx, id, PROBLEMS_MAX))
      await logRead(core, subject, {
        kind: 'record.list',
        type: printBatch.type,
        record: id,
        count: items.length,
      })
      return { items }
    },
  )
}
