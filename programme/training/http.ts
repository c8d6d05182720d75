import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addProof, statusListCredential } from '@basinet/open-badges'
import { Type } from 'typebox'
import { fail, type Result } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { readRecord, type Core } from '@basinet/kernel/record'
import { academyKey } from './academy-key.ts'
import { statusListOf } from './certificate.ts'
import { nominationsOf } from './commands/seating.ts'
import { dayOf, eq, readAll } from './commands/shared.ts'
import { certificate, type Certificate } from './contract/certificate.ts'
import { course, type Course } from './contract/course.ts'
import { edition, type Edition } from './contract/edition.ts'
import { unitSkill, type UnitSkill } from './contract/unit-skill.ts'
import { CAPABILITY, LINE } from './contract/words.ts'
import { evaluate } from './evaluation.ts'
import type { Aggregate } from './kirkpatrick.ts'
import { skillsMatrix, type SkillCell } from './skills.ts'

const CERTIFICATES_MAX = 100_000
const NEEDS_MAX = 20_000
const AHEAD_DAYS = 90
/** A status list is used offline for so long; then a newer one is fetched. */
const LIST_DAYS = 31
const DAY_MS = 86_400_000

const later = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS)
const docs = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: [`${LINE}/${CAPABILITY}`],
})

/** What training serves beside records: skills matrix, evaluation, key, status list, the page that verifies offline. */
export function trainingRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/training/skills',
    { preHandler: requireSubject, schema: docs('training-skills', 'Qualifications held and needed by unit') },
    (request) => skills(core, request),
  )
  app.get(
    '/api/v1/training/edition/:id/evaluation',
    {
      preHandler: requireSubject,
      schema: {
        ...docs('training-evaluation', 'Kirkpatrick levels of an edition'),
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      },
    },
    (request, reply) => evaluation(core, request, reply),
  )
  app.get(
    '/api/v1/training/key',
    { preHandler: requireSubject, schema: docs('training-key', 'Name of the key that signs certificates') },
    (_, reply) =>
      answer(reply, academyKey(core), (key) => ({ did: key.did, statusList: statusListOf(key.did) })),
  )
  app.get(
    '/api/v1/training/status-list',
    {
      preHandler: requireSubject,
      schema: docs('training-status-list', 'Signed list of revoked certificates'),
    },
    (request, reply) => statusList(core, request, reply),
  )
  app.get(
    '/api/v1/training/verify-page',
    {
      preHandler: requireSubject,
      schema: docs('training-verify-page', 'Page that verifies certificates offline'),
    },
    (_, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', 'attachment; filename="basinet-verify.html"')
        .send(readFileSync(join(import.meta.dirname, 'verify-page.html'), 'utf8')),
  )
}

function answer<T, A>(reply: FastifyReply, found: Result<T>, of: (value: T) => A): A | FastifyReply {
  return found.ok ? of(found.value) : sendFailure(reply, found.error)
}

async function skills(core: Core, request: FastifyRequest): Promise<{ cells: SkillCell[]; day: string }> {
  const subject = subjectOf(request)
  const now = core.now()
  const cells = await readAs(core, subject, async (tx) => {
    const held = await readAll<Certificate>(tx, certificate, [eq('state', 'valid')], CERTIFICATES_MAX)
    const needs = await readAll<UnitSkill>(tx, unitSkill, [eq('state', 'needed')], NEEDS_MAX)
    const bodies = held.map((c) => c.body)
    return skillsMatrix(
      bodies,
      needs.map((n) => n.body),
      dayOf(now),
      dayOf(later(now, AHEAD_DAYS)),
    )
  })
  await logRead(core, subject, {
    kind: 'record.list',
    type: certificate.type,
    count: cells.length,
    details: { skills: true },
  })
  return { cells, day: dayOf(now) }
}

async function evaluation(
  core: Core,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Aggregate | FastifyReply> {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const found = await readAs(core, subject, async (tx) => {
    const held = await readRecord<Edition>(tx, edition, id)
    const taught = held === null ? null : await readRecord<Course>(tx, course, held.body.course)
    if (held === null || taught === null) return null
    const seats = (await nominationsOf(tx, id)).map((n) => n.body)
    return evaluate(taught.body, held.body, seats, dayOf(core.now()))
  })
  if (found === null) return sendFailure(reply, fail('http.absent.edition', 'no such edition').error)
  await logRead(core, subject, {
    kind: 'record.list',
    type: 'nomination',
    count: found.persons,
    details: { evaluation: id },
  })
  return found
}

/** Bits alone: it names nobody, and is meant to be handed on with certificates. */
async function statusList(core: Core, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const key = academyKey(core)
  if (!key.ok) return sendFailure(reply, key.error)
  const subject = subjectOf(request)
  if (!core.registry.typesOf(subject.roles).includes(certificate.type))
    return sendFailure(reply, fail('http.denied.training', 'the list is given by a registrar').error)
  const now = core.now()
  const gone = await readAs(core, subject, async (tx) => [
    ...(await readAll<Certificate>(tx, certificate, [eq('state', 'revoked')], CERTIFICATES_MAX)),
    ...(await readAll<Certificate>(tx, certificate, [eq('state', 'replaced')], CERTIFICATES_MAX)),
  ])
  const second = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
  const list = statusListCredential({
    id: statusListOf(key.value.did),
    issuer: key.value.did,
    validFrom: second(now),
    validUntil: second(later(now, LIST_DAYS)),
    revoked: gone.map((c) => c.body.statusIndex).filter((n) => n !== null),
  })
  await logRead(core, subject, { kind: 'export.made', count: gone.length, details: { statusList: true } })
  return reply
    .header('content-disposition', `attachment; filename="status-list-${core.nation}.json"`)
    .send(addProof(list, key.value.key, now))
}
