import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Result, Subject } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { executeCommand, listRecords, readRecord, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { firearm, type Firearm } from './contract/firearm.ts'
import { firearmTrace, type FirearmTrace } from './contract/trace.ts'
import { CAPABILITY, closed, LINE } from './contract/words.ts'
import { readAnswers, writeRequests, type AnswerLine, type Request } from './rules/form.ts'

const tags = [`${LINE}/${CAPABILITY}`]
const REQUESTS_MAX = 500
const FILE_MAX_CHARACTERS = 2_000_000

/** Requests out and answers in as files: `GET …/firearms/traces/requests?state`, `POST …/firearms/traces/answers`. */
export function exchangeRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/firearms/traces/requests',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'firearm-trace-requests',
        summary: 'Trace requests by the fields of ATF form 3312.1 as CSV, in this register’s own layout',
        tags,
        querystring: closed({ state: Type.Enum(['drafted', 'sent']) }),
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const { state } = request.query as { state: string }
      const found = await readAs(core, subject, (tx) => requestsIn(tx, state))
      if (!found.ok) return sendFailure(reply, found.error)
      await logRead(core, subject, {
        kind: 'record.list',
        type: firearmTrace.type,
        count: found.value.length,
        details: { export: state },
      })
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="trace-requests-${state}.csv"`)
        .send(writeRequests(found.value, core.now()))
    },
  )
  app.post(
    '/api/v1/firearms/traces/answers',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'firearm-trace-answers',
        summary: 'Answers as CSV; each line is one answer given by you, and says what became of it',
        tags,
        body: closed({ csv: Type.String({ minLength: 1, maxLength: FILE_MAX_CHARACTERS }) }),
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const lines = readAnswers((request.body as { csv: string }).csv)
      if (!lines.ok) return sendFailure(reply, lines.error)
      const items = []
      for (const one of lines.value)
        items.push({ line: one.line, reference: one.reference, ...(await take(core, subject, one)) })
      return { items }
    },
  )
}

async function requestsIn(tx: Tx, state: string): Promise<Result<Request[]>> {
  const page = await listRecords<FirearmTrace>(tx, firearmTrace, {
    filters: [{ name: 'state', op: 'eq', value: state }],
    limit: REQUESTS_MAX,
  })
  if (!page.ok) return page
  const requests: Request[] = []
  for (const { body } of page.value.items) {
    const of = await readRecord<Firearm>(tx, firearm, body.firearm)
    if (of !== null) requests.push({ firearm: of.body, trace: body })
  }
  return { ok: true, value: requests }
}

/** One answer, by its command and under the subject's own rights; a line that was taken before finds its request answered. */
async function take(
  core: Core,
  subject: Subject,
  { reference, answer }: AnswerLine,
): Promise<{ taken: boolean; why: string | null }> {
  const page = await readAs(core, subject, (tx) =>
    listRecords<FirearmTrace>(tx, firearmTrace, {
      filters: [{ name: 'reference', op: 'eq', value: reference }],
      limit: 2,
    }),
  )
  const [of, another] = page.ok ? page.value.items : []
  if (of === undefined) return { taken: false, why: 'no request has this reference' }
  if (another !== undefined) return { taken: false, why: 'more than one request has this reference' }
  const given = await executeCommand(core, subject, 'firearm-trace.answer', {
    commandId: randomUUID(),
    recordId: of.id,
    expectedRev: of.rev,
    input: { answer },
  })
  return given.ok ? { taken: true, why: null } : { taken: false, why: given.error.message }
}
