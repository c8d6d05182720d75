import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { logRead, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import type { Core } from '@basinet/kernel/record'
import { asNetwork, type Db } from '../node/db.ts'
import type { NetworkHealth } from '../node/start.ts'
import { LANGUAGES, readAgreements, readAgreementText, type Language } from './agreements.ts'
import { readDesk } from './desk.ts'
import { readLeft } from './left.ts'
import { readRecalls } from './recalls.ts'
import { RELEASING_OFFICER } from '../sharing/contract.ts'

export interface DeskHttp {
  readonly core: Core
  readonly health: () => NetworkHealth
}

/** Who sees how the nation shares: those who give, command, administer, audit and oversee. Counts, states and terms, no content. */
const READERS: readonly string[] = [
  RELEASING_OFFICER,
  'commander',
  'administrator',
  'auditor',
  'oversight',
  'data-protection',
]

async function requireReader(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!subjectOf(request).roles.some((role) => READERS.includes(role)))
    await sendFailure(reply, {
      code: 'http.denied',
      message: 'this is for those who give, administer or audit',
    })
}

/** `/api/v1/network/…`: how the node stands in the network, what left, what is recalled, what is agreed. */
export function networkRoutes(app: FastifyInstance, { core, health }: DeskHttp): void {
  const page = <T>(
    path: string,
    id: string,
    summary: string,
    read: (db: Db, at: Date) => Promise<T>,
  ): void => {
    app.get(
      `/api/v1/network/${path}`,
      {
        preHandler: [requireSubject, requireReader],
        schema: { operationId: id, summary, tags: ['regional/sharing'] },
      },
      async (request) => {
        const found = await asNetwork(core, read)
        await logRead(core, subjectOf(request), {
          kind: 'report.read',
          details: { report: `network/${path}` },
        })
        return found
      },
    )
  }
  page('desk', 'network-desk', 'Links, what waits, copies and recalls by partner', async (db, at) => {
    const desk = await readDesk(db, core.nation, at)
    return { health: health(), desk: desk.ok ? desk.value : null }
  })
  page('recalls', 'network-recalls', 'Own recalls, and which partner still owes its receipt', async (db) => ({
    items: await readRecalls(db, core.nation),
  }))
  page('left', 'network-left', 'What left the country, to whom and under which agreement; counts', readLeft)
  page(
    'agreements',
    'network-agreements',
    'Agreements this node holds, and their states',
    async (db, at) => ({
      items: await readAgreements(db, core.nation, at),
    }),
  )
  agreementText(app, core)
}

function agreementText(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/network/agreements/:hash/text',
    {
      preHandler: [requireSubject, requireReader],
      schema: {
        operationId: 'network-agreement-text',
        summary: 'An agreement as a printable text',
        tags: ['regional/sharing'],
        params: Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
        querystring: Type.Object(
          { language: Type.Optional(Type.Enum([...LANGUAGES])) },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { hash } = request.params as { hash: string }
      const { language = 'en' } = request.query as { language?: Language }
      const text = await asNetwork(core, (db, at) => readAgreementText(db, core.nation, at, hash, language))
      if (text === null)
        return sendFailure(reply, { code: 'http.absent', message: 'no agreement of this hash' })
      await logRead(core, subjectOf(request), {
        kind: 'report.read',
        details: { report: 'network/agreement', hash },
      })
      return reply.type('text/plain; charset=utf-8').send(text)
    },
  )
}
