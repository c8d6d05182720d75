import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { fail, RULES } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import type { Core } from '../record/core.ts'
import { listRecords, type Filter } from '../record/list.ts'
import { whyNot } from '../record/permission.ts'
import { readHistory, readRecord } from '../record/read.ts'
import { threadOf } from '../record/thread.ts'
import { readAudit } from '../audit/read.ts'
import { logRead, readAs } from './reading.ts'
import { requireSubject, sendFailure, subjectOf } from './request.ts'

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** Routes of every record type: list, one, history, thread, audit. One set a type, so that OpenAPI shows its own schema. */
export function recordRoutes(app: FastifyInstance, core: Core): void {
  for (const decl of core.registry.records()) typeRoutes(app, core, decl)
}

type Route = (
  core: Core,
  decl: RecordDeclaration,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<unknown>

function typeRoutes(app: FastifyInstance, core: Core, decl: RecordDeclaration): void {
  const get = (path: string, operation: string, summary: string, route: Route, schema: object): void => {
    const docs = {
      operationId: `${operation}-${decl.type}`,
      summary,
      tags: [`${decl.line}/${decl.capability}`],
    }
    app.get(
      `/api/v1/records/${decl.type}${path}`,
      { preHandler: requireSubject, schema: { response: { default: Failed }, ...docs, ...schema } },
      (request, reply) => route(core, decl, request, reply),
    )
  }
  const One = Type.Object({ record: recordSchema(decl) }, { additionalProperties: true })
  get('', 'list', `List ${decl.type}`, list, {
    querystring: listQuery(decl),
    response: { 200: pageSchema(decl), default: Failed },
  })
  get('/:id', 'read', `One ${decl.type} and what may be done with it`, one, {
    params: Id,
    response: { 200: One, default: Failed },
  })
  get('/:id/history', 'history-of', 'Every revision, newest first', history, { params: Id })
  get('/:id/thread', 'thread-of', 'What led here and what followed', thread, {
    params: Id,
    querystring: Depth,
  })
  get('/:id/audit', 'audit-of', 'Audit events of the record, for who may read the log', audit, { params: Id })
}

const Depth = Type.Object({ depth: Type.Integer({ minimum: 1, maximum: 6, default: 2 }) })

export const Failed = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String({ description: 'in English' }),
    field: Type.Optional(Type.String({ description: 'dotted path' })),
    rule: Type.Optional(Type.Enum([...RULES], { description: 'what the value was to fulfil' })),
    params: Type.Optional(
      Type.Object({}, { additionalProperties: true, description: 'numbers and words of the refusal' }),
    ),
  }),
})

const recordSchema = (decl: RecordDeclaration) =>
  Type.Object(
    {
      id: Type.String({ format: 'uuid' }),
      type: Type.Literal(decl.type),
      version: Type.Integer(),
      rev: Type.Integer(),
      title: Type.String(),
      label: Type.Object({}, { additionalProperties: true }),
      body: decl.body,
    },
    { additionalProperties: true },
  )

const pageSchema = (decl: RecordDeclaration) =>
  Type.Object({ items: Type.Array(recordSchema(decl)), next: Type.Union([Type.String(), Type.Null()]) })

function listQuery(decl: RecordDeclaration) {
  const filters = Object.keys(decl.searched).flatMap((name) => [
    `f.${name}`,
    `f.${name}.gte`,
    `f.${name}.lte`,
    `f.${name}.in`,
  ])
  return Type.Object(
    {
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      cursor: Type.Optional(Type.String({ maxLength: 4000 })),
      sort: Type.Optional(Type.String({ maxLength: 60 })),
      ...Object.fromEntries(filters.map((name) => [name, Type.Optional(Type.String({ maxLength: 2000 }))])),
    },
    { additionalProperties: false },
  )
}

function filtersOf(query: Record<string, string>): Filter[] {
  return Object.entries(query)
    .filter(([key]) => key.startsWith('f.'))
    .map(([key, value]) => {
      const [, name = '', op = 'eq'] = key.split('.')
      return op === 'in'
        ? { name, op: 'in' as const, value: value.split(',') }
        : { name, op: op as 'eq' | 'gte' | 'lte', value }
    })
}

async function list(core: Core, decl: RecordDeclaration, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  const query = request.query as { limit?: number; cursor?: string; sort?: string } & Record<string, string>
  const page = await readAs(
    core,
    subject,
    (tx) => listRecords(tx, decl, { ...pick(query), filters: filtersOf(query) }),
    decl.realm,
  )
  if (!page.ok) return sendFailure(reply, page.error)
  const digest = createHash('sha256')
    .update(page.value.items.map((r) => `${r.id}@${r.rev}`).join())
    .digest('hex')
  await logRead(core, subject, {
    kind: 'record.list',
    type: decl.type,
    count: page.value.items.length,
    details: { query, digest },
  })
  return page.value
}

function pick(query: { limit?: number; cursor?: string; sort?: string }): {
  limit?: number
  cursor?: string
  sort?: string
} {
  return {
    ...(query.limit === undefined ? {} : { limit: query.limit }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
    ...(query.sort === undefined ? {} : { sort: query.sort }),
  }
}

/** Commands of the record's type with, for those that are not open to this person now, the reason. */
export function actionsOn(
  core: Core,
  subject: Subject,
  decl: RecordDeclaration,
  record: StoredRecord,
): { command: string; enabled: boolean; why?: { code: string; message: string } }[] {
  return core.registry
    .commands()
    .filter((c) => c.record === decl.type && c.kind === 'act')
    .map((c) => {
      const foreign =
        record.label.owner !== core.nation
          ? fail('command.denied.owner', `only ${record.label.owner} may change this record`).error
          : null
      const why = foreign ?? whyNot(c, subject, { decl, record })
      return why === null ? { command: c.name, enabled: true } : { command: c.name, enabled: false, why }
    })
}

async function one(core: Core, decl: RecordDeclaration, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const record = await readAs(core, subject, (tx) => readRecord(tx, decl, id), decl.realm)
  if (record === null) return sendFailure(reply, fail('record.absent', `no ${decl.type} ${id}`).error)
  await logRead(core, subject, { kind: 'record.read', type: decl.type, record: id, rev: record.rev })
  return { record, actions: actionsOn(core, subject, decl, record) }
}

async function history(core: Core, decl: RecordDeclaration, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const items = await readAs(core, subject, (tx) => readHistory(tx, decl, id), decl.realm)
  if (items.length === 0) return sendFailure(reply, fail('record.absent', `no ${decl.type} ${id}`).error)
  await logRead(core, subject, { kind: 'record.history', type: decl.type, record: id, count: items.length })
  return { items }
}

async function thread(core: Core, decl: RecordDeclaration, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const { depth } = request.query as { depth: number }
  const found = await readAs(core, subject, (tx) => threadOf(tx, decl.type, id, depth), decl.realm)
  if (found.nodes.length === 0)
    return sendFailure(reply, fail('record.absent', `no ${decl.type} ${id}`).error)
  await logRead(core, subject, {
    kind: 'record.thread',
    type: decl.type,
    record: id,
    count: found.nodes.length,
  })
  return found
}

async function audit(core: Core, decl: RecordDeclaration, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  if (!subject.oversight && !core.registry.typesOf(subject.roles).includes('audit-log')) {
    return sendFailure(reply, { code: 'http.denied.audit', message: 'the log is for auditors and oversight' })
  }
  const page = await readAs(core, subject, (tx) => readAudit(tx, { record: id }))
  await logRead(core, subject, { kind: 'audit.read', type: decl.type, record: id, count: page.items.length })
  return page
}
