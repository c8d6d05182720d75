import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type, type Static } from 'typebox'
import { fail } from '@basinet/kernel/contract'
import { logRead, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { sealedSubject } from '@basinet/kernel/record'
import { minorCard } from '../contract/minor.ts'
import { CAPABILITY, EXAMINER, FingerNumber, LINE } from '../contract/words.ts'
import type { JobParts } from '../jobs/asker.ts'
import { minorsLike } from '../jobs/minors.ts'
import { probeOf } from '../jobs/search.ts'
import { isOfRealm, keepPrint, MINORS } from '../minors.ts'
import { collect } from './collect.ts'

const tags = [`${LINE}/${CAPABILITY}`]
const PRINT_MAX_BYTES = 4 * 1_048_576
const Place = Type.Object(
  { card: Type.String({ format: 'uuid' }), finger: FingerNumber },
  { additionalProperties: false },
)
const Sought = Type.Object({ examination: Type.String({ format: 'uuid' }) }, { additionalProperties: false })
const OUTSIDE = fail('http.denied.realm', 'this realm is not open to you').error

/** Prints of minors: taken with their card, and sought among for one mark. Nothing of either is written outside the realm. */
export function minorRoutes(app: FastifyInstance, parts: JobParts): void {
  const preHandler = requireSubject
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { bodyLimit: PRINT_MAX_BYTES },
      (_request, payload, done) => done(null, payload),
    )
    scope.post(
      '/api/v1/fingerprints/minors/:card/fingers/:finger',
      {
        preHandler,
        bodyLimit: PRINT_MAX_BYTES,
        schema: {
          operationId: 'keep-minor-print',
          summary: 'Keep a print with an open card',
          tags,
          params: Place,
        },
      },
      (request, reply) => keep(parts, request, reply),
    )
  })
  app.post(
    '/api/v1/fingerprints/minors/search',
    {
      preHandler,
      schema: {
        operationId: 'search-minor-prints',
        summary: 'Candidates for a locked analysis among minors’ cards; not kept',
        tags,
        body: Sought,
      },
    },
    (request, reply) => search(parts, request, reply),
  )
}

async function keep(parts: JobParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  if (!isOfRealm(subject)) return sendFailure(reply, OUTSIDE)
  if (!(request.body instanceof Readable))
    return sendFailure(
      reply,
      fail('http.input', 'application/octet-stream is expected', 'content-type').error,
    )
  const bytes = await collect(request.body, PRINT_MAX_BYTES)
  if (bytes === null)
    return sendFailure(
      reply,
      fail('print.unread', `at most ${PRINT_MAX_BYTES} bytes are taken`, 'file').error,
    )
  const found = await parts.engine.read({ bytes, part: null, ppi: null })
  if ('problem' in found) return sendFailure(reply, fail('print.unread', found.problem, 'file').error)
  const { compact, quality } = found
  const { core } = parts
  const place = request.params as Static<typeof Place>
  const image = await core.store.run(sealedSubject(core, subject, core.now()), { realm: MINORS }, (tx) =>
    keepPrint(tx, { ...place, bytes, compact, quality }),
  )
  return image === null
    ? sendFailure(reply, fail('record.absent', 'no open card of a minor there').error)
    : { image, quality }
}

async function search(parts: JobParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  if (!isOfRealm(subject) || !subject.roles.includes(EXAMINER)) return sendFailure(reply, OUTSIDE)
  const { examination } = request.body as Static<typeof Sought>
  const probe = await probeOf(parts, subject, examination)
  if ('problem' in probe) return sendFailure(reply, fail('print.unread', probe.problem, 'examination').error)
  const { items, among } = await minorsLike(parts, subject, probe.compact)
  await logRead(parts.core, subject, {
    kind: 'record.list',
    type: minorCard.type,
    count: items.length,
    details: { examination, among },
  })
  return { items }
}
