import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ImageError, NistError } from '@basinet/fingerprint'
import { fail } from '@basinet/kernel/contract'
import { logRead, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { CAPABILITY, LINE } from '../contract/words.ts'
import { isTransaction, readPrint, transactionParts } from '../engine/print-image.ts'
import { contentOf, type JobParts } from '../jobs/asker.ts'
import { collect } from './collect.ts'
import { pngOf } from './png.ts'

const tags = [`${LINE}/${CAPABILITY}`]
/** A print is assessed while it is taken; a whole transaction as it was handed in. */
const ASSESS_MAX_BYTES = 64 * 1_048_576
const Which = Type.Object({ file: Type.String({ format: 'uuid' }) }, { additionalProperties: false })
const Part = Type.Object(
  {
    part: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
    ppi: Type.Optional(Type.Integer({ minimum: 100, maximum: 4000 })),
  },
  { additionalProperties: false },
)

/** Images of prints as a browser can show them, their minutiae, and quality of one that is not kept yet. */
export function printRoutes(app: FastifyInstance, parts: JobParts): void {
  const guarded = { preHandler: requireSubject }
  app.get(
    '/api/v1/fingerprints/prints/:file/image',
    {
      ...guarded,
      schema: {
        operationId: 'print-image',
        summary: 'A print as PNG',
        tags,
        params: Which,
        querystring: Part,
      },
    },
    (request, reply) => image(parts, request, reply),
  )
  app.get(
    '/api/v1/fingerprints/prints/:file',
    {
      ...guarded,
      schema: {
        operationId: 'print-readout',
        summary: 'What the engine reads in a print: size, quality, minutiae',
        tags,
        params: Which,
        querystring: Part,
      },
    },
    (request, reply) => readout(parts, request, reply),
  )
  app.get(
    '/api/v1/fingerprints/transactions/:file',
    {
      ...guarded,
      schema: {
        operationId: 'transaction-parts',
        summary: 'The finger images of an ANSI/NIST transaction',
        tags,
        params: Which,
      },
    },
    (request, reply) => transaction(parts, request, reply),
  )
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { bodyLimit: ASSESS_MAX_BYTES },
      (_request, payload, done) => done(null, payload),
    )
    scope.post(
      '/api/v1/fingerprints/assess',
      {
        ...guarded,
        bodyLimit: ASSESS_MAX_BYTES,
        schema: { operationId: 'assess-print', summary: 'Quality of a print that is not kept', tags },
      },
      (request, reply) => assess(parts, request, reply),
    )
  })
}

/** Content of a file this subject may read, the read logged; null after a refusal was sent. */
async function content(
  parts: JobParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Uint8Array | null> {
  const subject = subjectOf(request)
  const { file } = request.params as { file: string }
  const bytes = await contentOf(parts, subject, file)
  if (bytes === null) {
    await sendFailure(reply, fail('record.absent', `no file ${file}`).error)
    return null
  }
  await logRead(parts.core, subject, { kind: 'evidence.read', type: 'file', record: file })
  return bytes
}

async function image(parts: JobParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const bytes = await content(parts, request, reply)
  if (bytes === null) return reply
  const { part } = request.query as { part?: number }
  try {
    return await reply
      .header('content-type', 'image/png')
      .header('cache-control', 'private, max-age=300')
      .send(pngOf(readPrint(bytes, part ?? null)))
  } catch (error) {
    return unread(reply, error)
  }
}

async function readout(parts: JobParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const bytes = await content(parts, request, reply)
  if (bytes === null) return reply
  const { part, ppi } = request.query as { part?: number; ppi?: number }
  const found = await parts.engine.read({ bytes, part: part ?? null, ppi: ppi ?? null })
  if ('problem' in found) return sendFailure(reply, fail('print.unread', found.problem, 'file').error)
  const { compact: _, ...shown } = found
  return shown
}

async function transaction(parts: JobParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const bytes = await content(parts, request, reply)
  if (bytes === null) return reply
  try {
    return { parts: isTransaction(bytes) ? transactionParts(bytes) : [] }
  } catch (error) {
    return unread(reply, error)
  }
}

async function assess(parts: JobParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (!(request.body instanceof Readable))
    return sendFailure(
      reply,
      fail('http.input', 'application/octet-stream is expected', 'content-type').error,
    )
  const bytes = await collect(request.body, ASSESS_MAX_BYTES)
  if (bytes === null) return sendFailure(reply, fail('print.unread', 'the file is too large', 'file').error)
  try {
    if (isTransaction(bytes)) return { kind: 'transaction', parts: transactionParts(bytes) }
  } catch (error) {
    return unread(reply, error)
  }
  const found = await parts.engine.read({ bytes, part: null, ppi: null })
  if ('problem' in found) return sendFailure(reply, fail('print.unread', found.problem, 'file').error)
  return { kind: 'image', quality: found.quality, width: found.width, height: found.height }
}

function unread(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof ImageError || error instanceof NistError || error instanceof RangeError)
    return sendFailure(reply, fail('print.unread', error.message, 'file').error)
  throw error
}
