import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type, type Static } from 'typebox'
import { AnyRef } from '../contract/ref.ts'
import { fail, type Failure } from '../contract/result.ts'
import type { StoredRecord } from '../contract/record.ts'
import type { EvidenceStore } from '../evidence/evidence-store.ts'
import type { Upload } from '../evidence/evidence-file.ts'
import { logRead, readAs } from '../http/reading.ts'
import { requireSubject, sendFailure, subjectOf } from '../http/request.ts'
import type { Core } from '../record/core.ts'
import { executeCommand } from '../record/execute.ts'
import { listRecords } from '../record/list.ts'
import { readRecord } from '../record/read.ts'
import { fileRecord, type FileBody } from './contract.ts'
import { ownUpload } from './own-upload.ts'
import type { Sealing } from './sealing.ts'
import { byteRange } from './byte-range.ts'

export interface FileRoutes {
  readonly core: Core
  readonly store: EvidenceStore
  readonly sealing: Sealing
}

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const NewFile = Type.Object(
  { sizeBytes: Type.Integer({ minimum: 0 }), about: AnyRef() },
  { additionalProperties: false },
)
const Keep = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 255 }),
    mediaType: Type.String({ maxLength: 127 }),
    about: AnyRef(),
  },
  { additionalProperties: false },
)
/** One request may carry this much; a longer file comes in several, and a cut one goes on where it stopped. */
const PIECE_MAX_BYTES = 64 * 1_048_576

/** Resumable upload (create, append at offset, keep) and verified ranges for viewing. */
export function fileRoutes(app: FastifyInstance, parts: FileRoutes): void {
  const room = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const full = parts.core.refusal?.() ?? null
    if (full !== null) await sendFailure(reply, full)
  }
  const docs = (operationId: string, summary: string) => ({ operationId, summary, tags: ['node/files'] })
  const guarded = { preHandler: requireSubject }
  const storing = { preHandler: [requireSubject, room] }
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { bodyLimit: PIECE_MAX_BYTES },
      (_request, payload, done) => done(null, payload),
    )
    scope.post(
      '/api/v1/evidence',
      { ...storing, schema: { ...docs('begin-upload', 'Begin a resumable upload'), body: NewFile } },
      (request, reply) => begin(parts, request, reply),
    )
    scope.get(
      '/api/v1/evidence/uploads/:id',
      { ...guarded, schema: { ...docs('upload-state', 'Where an upload stands'), params: Id } },
      (request, reply) => state(parts, request, reply),
    )
    scope.patch(
      '/api/v1/evidence/uploads/:id',
      {
        ...storing,
        bodyLimit: PIECE_MAX_BYTES,
        schema: {
          ...docs('append-upload', 'Append bytes at upload-offset'),
          params: Id,
          headers: Type.Object({ 'upload-offset': Type.Integer({ minimum: 0 }) }),
        },
      },
      (request, reply) => append(parts, request, reply),
    )
    scope.post(
      '/api/v1/evidence/uploads/:id/keep',
      {
        ...storing,
        schema: {
          ...docs('keep-upload', 'Seal the upload and keep it with its record'),
          params: Id,
          body: Keep,
        },
      },
      (request, reply) => keep(parts, request, reply),
    )
    scope.get(
      '/api/v1/evidence/:id',
      { ...guarded, schema: { ...docs('read-file-content', 'A file, or a range of it'), params: Id } },
      (request, reply) => read(parts, request, reply),
    )
    scope.get(
      '/api/v1/records/:type/:id/files',
      {
        ...guarded,
        schema: {
          ...docs('files-of', 'Files of a record'),
          params: Type.Object({ type: Type.String({ maxLength: 40 }), id: Type.String({ format: 'uuid' }) }),
        },
      },
      (request) => list(parts, request),
    )
  })
}

const view = (upload: Upload): Record<string, unknown> => ({
  uploadId: upload.id,
  offset: upload.offsetBytes,
  sizeBytes: upload.sizeBytes,
  expiresAt: upload.expiresAt.toISOString(),
  finished: upload.finished,
})

function evidenceFailure(reply: FastifyReply, failure: Failure): FastifyReply {
  const status =
    failure.code === 'evidence.unknown'
      ? 404
      : failure.code === 'evidence.offset'
        ? 409
        : failure.code === 'evidence.cut'
          ? 400
          : 422
  return reply.code(status).send({ error: failure })
}

async function begin(parts: FileRoutes, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  const { sizeBytes, about } = request.body as Static<typeof NewFile>
  const decl = parts.core.registry.record(about.type)
  const record =
    decl === undefined
      ? null
      : await readAs(parts.core, subject, (tx) => readRecord(tx, decl, about.id), decl.realm)
  if (record === null)
    return sendFailure(reply, fail('record.absent', `no ${about.type} ${about.id}`, 'about').error)
  const upload = await parts.store.createUpload({ sizeBytes, openedBy: subject.person })
  return upload.ok ? view(upload.value) : evidenceFailure(reply, upload.error)
}

async function state(parts: FileRoutes, request: FastifyRequest, reply: FastifyReply) {
  const upload = await ownUpload(
    parts.store,
    (request.params as { id: string }).id,
    subjectOf(request).person,
  )
  return upload.ok ? view(upload.value) : evidenceFailure(reply, upload.error)
}

async function append(parts: FileRoutes, request: FastifyRequest, reply: FastifyReply) {
  const { id } = request.params as { id: string }
  const offset = Number(request.headers['upload-offset'])
  if (!(request.body instanceof Readable))
    return sendFailure(
      reply,
      fail('http.input', 'application/octet-stream is expected', 'content-type').error,
    )
  const own = await ownUpload(parts.store, id, subjectOf(request).person)
  if (!own.ok) return evidenceFailure(reply, own.error)
  const upload = await parts.store.append(id, offset, request.body)
  return upload.ok ? view(upload.value) : evidenceFailure(reply, upload.error)
}

async function keep(parts: FileRoutes, request: FastifyRequest, reply: FastifyReply) {
  const { id } = request.params as { id: string }
  const body = request.body as Static<typeof Keep>
  const own = await ownUpload(parts.store, id, subjectOf(request).person)
  if (!own.ok) return evidenceFailure(reply, own.error)
  const sealed = await parts.sealing.seal(id)
  if (!sealed.ok) return evidenceFailure(reply, sealed.error)
  // The upload's id is the command's: sealing twice keeps one record.
  const outcome = await executeCommand(parts.core, subjectOf(request), 'file.keep', {
    commandId: id,
    input: { upload: id, ...body },
  })
  return outcome.ok ? outcome.value : evidenceFailure(reply, outcome.error)
}

async function read(parts: FileRoutes, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const record = await readAs(parts.core, subject, (tx) => readRecord<FileBody>(tx, fileRecord as never, id))
  if (record === null || record.body.state !== 'kept')
    return sendFailure(reply, fail('record.absent', `no file ${id}`).error)
  const range = byteRange(request.headers.range, record.body.sizeBytes)
  if (range === null)
    return reply
      .code(416)
      .header('content-range', `bytes */${record.body.sizeBytes}`)
      .send({ error: fail('http.range', 'no such range').error })
  const content = await parts.store.read(record.body.evidence, range.start, range.length)
  if (!content.ok) return evidenceFailure(reply, content.error)
  await logRead(parts.core, subject, {
    kind: 'evidence.read',
    type: 'file',
    record: id,
    details: { start: range.start, length: range.length },
  })
  return reply
    .code(range.partial ? 206 : 200)
    .headers(headersOf(record, range))
    .send(Readable.from(content.value))
}

/** Sent as a download with its own type only for what a browser shows safely; anything else is just bytes. */
const SHOWN =
  /^(image\/(png|jpeg|gif|webp|tiff)|application\/pdf|text\/plain|video\/mp4|audio\/(mpeg|wav|ogg))$/

function headersOf(
  record: StoredRecord<FileBody>,
  range: { start: number; length: number; partial: boolean },
): Record<string, string> {
  const { name, mediaType, sizeBytes } = record.body
  const shown = SHOWN.test(mediaType)
  return {
    'content-type': shown ? mediaType : 'application/octet-stream',
    'content-length': String(range.length),
    'accept-ranges': 'bytes',
    'content-security-policy': 'sandbox',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    ...(range.partial
      ? { 'content-range': `bytes ${range.start}-${range.start + range.length - 1}/${sizeBytes}` }
      : {}),
  }
}

async function list(parts: FileRoutes, request: FastifyRequest) {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const page = await readAs(parts.core, subject, (tx) =>
    listRecords<FileBody>(tx, fileRecord as never, {
      filters: [{ name: 'aboutId', op: 'eq', value: id }],
      limit: 200,
    }),
  )
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  await logRead(parts.core, subject, {
    kind: 'record.list',
    type: 'file',
    record: id,
    count: page.value.items.length,
  })
  return {
    items: page.value.items.map((r) => ({
      id: r.id,
      name: r.body.name,
      mediaType: r.body.mediaType,
      size: r.body.sizeBytes,
      sha256: r.body.sha256,
      state: r.body.state,
      at: r.createdAt,
      by: r.createdBy,
    })),
  }
}
