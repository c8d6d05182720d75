import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { readAs } from '../../http/reading.ts'
import { requireSubject, subjectOf } from '../../http/request.ts'
import { createReports } from '../report/reports.ts'
import type { Tx } from '../../store/store.ts'
import { colleagueNames, findColleagues } from '../store/accounts.ts'
import { refuse, type IdentityHttp } from './answer.ts'
import { sessionOf } from './request-session.ts'
import { docs } from './sign-in-routes.ts'

const strict = { additionalProperties: false }
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const IDS_MAX = 200
const OFFERED_MAX = 20
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Names of colleagues, and what administrators do to other people's access. */
export function peopleRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  colleagueRoutes(app, parts)
  accessRoutes(app, parts)
}

function colleagueRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  app.get(
    '/api/v1/people',
    {
      preHandler: requireSubject,
      schema: {
        ...docs('people', 'Name, rank and unit for ids, or of active colleagues by words of their name'),
        querystring: Type.Object(
          {
            ids: Type.Optional(Type.String({ maxLength: 8000, description: 'comma-separated' })),
            q: Type.Optional(
              Type.String({ maxLength: 80, description: 'part of a name; empty for the first' }),
            ),
          },
          strict,
        ),
      },
    },
    async (request) => {
      const asked = request.query as { ids?: string; q?: string }
      const { q } = asked
      if (q !== undefined) {
        const find = (tx: Tx): ReturnType<typeof findColleagues> => findColleagues(tx, q.trim(), OFFERED_MAX)
        return { items: await readAs(parts.core, subjectOf(request), find) }
      }
      const ids = (asked.ids ?? '').split(',').filter((id) => UUID.test(id))
      const wanted = [...new Set(ids)].slice(0, IDS_MAX)
      return { items: await readAs(parts.core, subjectOf(request), (tx) => colleagueNames(tx, wanted)) }
    },
  )
}

function accessRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const { administration } = parts.identity
  const preHandler = requireSubject
  app.post(
    '/api/v1/people/:id/invitation',
    { preHandler, schema: { ...docs('invite', 'One-use link from an approved invitation'), params: Id } },
    async (request, reply) => {
      const made = await administration.invitation(sessionOf(request).resolved, idOf(request.params))
      return made.ok ? made.value : refuse(reply, made.error)
    },
  )
  app.post(
    '/api/v1/people/:id/unlock',
    { preHandler, schema: { ...docs('unlock', 'Forget refused sign-ins'), params: Id } },
    async (request, reply) => {
      const done = await administration.unlock(sessionOf(request).resolved, idOf(request.params))
      return done.ok ? { unlocked: true } : refuse(reply, done.error)
    },
  )
  app.post(
    '/api/v1/people/:id/end-sessions',
    { preHandler, schema: { ...docs('end-sessions-of', 'End all sessions of a person'), params: Id } },
    async (request, reply) => {
      const done = await administration.endSessions(sessionOf(request).resolved, idOf(request.params))
      return done.ok ? { ended: done.value } : refuse(reply, done.error)
    },
  )
  app.post(
    '/api/v1/people/:id/oidc',
    {
      preHandler,
      schema: {
        ...docs('bind-oidc', 'Bind a person to a subject of the sign-in provider'),
        params: Id,
        body: Type.Object({ subject: Type.String({ minLength: 1, maxLength: 255 }) }, strict),
      },
    },
    async (request, reply) => {
      const { subject } = request.body as { subject: string }
      const done = await administration.bindOidc(sessionOf(request).resolved, idOf(request.params), subject)
      return done.ok ? { bound: true } : refuse(reply, done.error)
    },
  )
}

const idOf = (params: unknown): string => (params as { id: string }).id.toLowerCase()

const Period = Type.Object(
  { from: Type.String({ format: 'date-time' }), to: Type.Optional(Type.String({ format: 'date-time' })) },
  strict,
)
const Days = Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })) }, strict)

/** Who both made and approved, dormant accounts, access against posting. */
export function reportRoutes(app: FastifyInstance, parts: IdentityHttp): void {
  const reports = createReports(parts.core)
  const preHandler = requireSubject
  app.get(
    '/api/v1/reports/duties',
    { preHandler, schema: { ...docs('report-duties', 'Who made and who approved'), querystring: Period } },
    async (request, reply) => {
      const { from, to } = request.query as { from: string; to?: string }
      const until = to === undefined ? parts.core.now() : new Date(to)
      const report = await reports.duties(subjectOf(request), new Date(from), until)
      return report.ok ? report.value : refuse(reply, report.error)
    },
  )
  app.get(
    '/api/v1/reports/dormant',
    { preHandler, schema: { ...docs('report-dormant', 'Accounts nobody uses'), querystring: Days } },
    async (request, reply) => {
      const report = await reports.dormant(subjectOf(request), (request.query as { days?: number }).days)
      return report.ok ? report.value : refuse(reply, report.error)
    },
  )
  app.get(
    '/api/v1/reports/access',
    { preHandler, schema: docs('report-access', 'Rights beyond the posting') },
    async (request, reply) => {
      const report = await reports.access(subjectOf(request))
      return report.ok ? report.value : refuse(reply, report.error)
    },
  )
}
