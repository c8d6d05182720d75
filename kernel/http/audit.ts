import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { buildPack, packPage } from '../audit/pack.ts'
import { AUDIT_EVENTS } from '../audit/events.ts'
import { proveLeaf, readAudit, readHead, seqOfLeaf } from '../audit/read.ts'
import { fail } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import type { Core } from '../record/core.ts'
import { logRead, readAs } from './reading.ts'
import { requireSubject, sendFailure, subjectOf } from './request.ts'

const kinds = Object.keys(AUDIT_EVENTS)

const Query = Type.Object(
  {
    cursor: Type.Optional(Type.Integer({ minimum: 0 })),
    kind: Type.Optional(Type.Enum(kinds)),
    person: Type.Optional(Type.String({ maxLength: 80 })),
    record: Type.Optional(Type.String({ format: 'uuid' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  { additionalProperties: false },
)

const PackRange = Type.Object(
  {
    from: Type.Optional(Type.Integer({ minimum: 0 })),
    to: Type.Optional(Type.Integer({ minimum: 0 })),
    record: Type.Optional(Type.String({ format: 'uuid' })),
  },
  { additionalProperties: false },
)

/** Whose log it is and with which keys, oldest first. */
export interface LogIdentity {
  readonly origin: string
  readonly publicKeys: () => readonly Uint8Array[]
}

function mayRead(core: Core, subject: Subject): boolean {
  return subject.oversight || core.registry.typesOf(subject.roles).includes('audit-log')
}

/** The log: events for auditors and oversight; head and proofs for everyone signed in, since they carry no content. */
export function auditRoutes(app: FastifyInstance, core: Core, log: LogIdentity): void {
  const docs = (operationId: string, summary: string) => ({ operationId, summary, tags: ['node/audit'] })
  app.get(
    '/api/v1/audit',
    {
      preHandler: requireSubject,
      schema: { ...docs('audit-list', 'Audit events, newest first'), querystring: Query },
    },
    (request, reply) => list(core, request, reply),
  )
  app.get(
    '/api/v1/audit/kinds',
    { preHandler: requireSubject, schema: docs('audit-kinds', 'Kinds of event') },
    async () => AUDIT_EVENTS,
  )
  app.get(
    '/api/v1/audit/head',
    { preHandler: requireSubject, schema: docs('audit-head', 'Newest checkpoint') },
    async (request) => {
      const head = await readAs(core, subjectOf(request), readHead)
      return { ...(head ?? { size: 0, root: null, at: null, note: null, unsequenced: 0 }), witnessed: false }
    },
  )
  app.get(
    '/api/v1/audit/pack',
    {
      preHandler: requireSubject,
      schema: {
        ...docs('audit-pack', 'Events as a page that verifies itself elsewhere'),
        querystring: PackRange,
      },
    },
    (request, reply) => pack(core, log, request, reply),
  )
  app.get(
    '/api/v1/audit/proof/:leaf',
    {
      preHandler: requireSubject,
      schema: {
        ...docs('audit-proof', 'tlog-proof of a leaf, by number or hash'),
        params: Type.Object({ leaf: Type.String({ pattern: '^(\\d{1,15}|[0-9a-f]{64})$' }) }),
      },
    },
    (request, reply) => proof(core, request, reply),
  )
}

async function list(core: Core, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  if (!mayRead(core, subject))
    return sendFailure(reply, fail('http.denied.audit', 'the log is for auditors and oversight').error)
  const q = request.query as {
    cursor?: number
    kind?: string
    person?: string
    record?: string
    limit?: number
  }
  const page = await readAs(core, subject, (tx) =>
    readAudit(tx, {
      ...(q.cursor === undefined ? {} : { before: q.cursor }),
      ...(q.kind === undefined ? {} : { kind: q.kind }),
      ...(q.person === undefined ? {} : { actor: q.person }),
      ...(q.record === undefined ? {} : { record: q.record }),
      ...(q.limit === undefined ? {} : { limit: q.limit }),
    }),
  )
  await logRead(core, subject, { kind: 'audit.read', count: page.items.length, details: { query: q } })
  return page
}

async function pack(core: Core, log: LogIdentity, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  if (!mayRead(core, subject))
    return sendFailure(reply, fail('http.denied.audit', 'the log is for auditors and oversight').error)
  const range = request.query as { from?: number; to?: number; record?: string }
  const made = await readAs(core, subject, (tx) => buildPack(tx, log.origin, log.publicKeys(), range))
  if (!made.ok) return sendFailure(reply, made.error)
  await logRead(core, subject, {
    kind: 'export.made',
    count: made.value.items.length,
    details: { pack: range },
  })
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header(
      'content-disposition',
      `attachment; filename="audit-pack-${core.nation}-${core.now().toISOString().slice(0, 10)}.html"`,
    )
    .send(packPage(made.value))
}

/** A proof shows the event that it proves, so it is given to readers of the log, and to whoever acted. */
async function proof(core: Core, request: FastifyRequest, reply: FastifyReply) {
  const subject = subjectOf(request)
  const { leaf } = request.params as { leaf: string }
  const node = { ...subject, roles: [...subject.roles, 'node-system'] }
  const outcome = await readAs(core, node, async (tx) => {
    const seq = leaf.length === 64 ? await seqOfLeaf(tx, leaf) : Number(leaf)
    if (seq === null) return fail('audit.unproven', 'this leaf has no number yet; try again in a moment')
    const { rows } = await tx.client.query<{ actor: string }>(
      'SELECT actor FROM basinet.audit_leaf WHERE seq = $1',
      [seq],
    )
    if (rows[0]?.actor !== subject.person && !mayRead(core, subject))
      return fail('audit.absent', `no leaf ${leaf}`)
    return proveLeaf(tx, seq)
  })
  if (!outcome.ok) return sendFailure(reply, outcome.error)
  return reply
    .type('text/plain; charset=utf-8')
    .header('content-disposition', `attachment; filename="leaf-${leaf.slice(0, 16)}.tlog-proof"`)
    .send(outcome.value)
}
