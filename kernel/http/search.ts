import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { REALMS, type Realm } from '../contract/record.ts'
import { fail } from '../contract/result.ts'
import type { Core } from '../record/core.ts'
import { searchRecords } from '../record/search.ts'
import { logRead, readAs } from './reading.ts'
import { requireSubject, sendFailure, subjectOf } from './request.ts'

const Query = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 200 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
    realm: Type.Optional(Type.Enum(REALMS)),
  },
  { additionalProperties: false },
)

/** Full-text search of one realm; the general one unless another is named by somebody inside it. */
export function searchRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/search',
    {
      preHandler: requireSubject,
      schema: { operationId: 'search', summary: 'Full-text search', tags: ['node'], querystring: Query },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const query = request.query as { q: string; limit?: number; cursor?: string; realm?: Realm }
      const realm = query.realm ?? 'general'
      if (realm !== 'general' && !subject.realms.includes(realm)) {
        return sendFailure(reply, fail('http.denied.realm', 'this realm is not open to you').error)
      }
      const options = {
        ...(query.limit === undefined ? {} : { limit: query.limit }),
        ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      }
      const found = await readAs(core, subject, (tx) => searchRecords(tx, realm, query.q, options), realm)
      if (!found.ok) return sendFailure(reply, found.error)
      await logRead(core, subject, {
        kind: 'record.search',
        realm,
        count: found.value.items.length,
        details: { q: query.q, realm },
      })
      return found.value
    },
  )
}
