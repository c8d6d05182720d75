import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fail } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { readRecord } from '@basinet/kernel/record'
import { comparison } from '../contract/comparison.ts'
import { surface, type BallisticSurface } from '../contract/surface.ts'
import { CAPABILITY, LINE } from '../contract/words.ts'
import { bytesOf, type JobParts } from '../jobs/asker.ts'
import { readLinks } from '../store.ts'

const tags = [`${LINE}/${CAPABILITY}`]

/** Height maps as a screen can show them, and what links incidents. */
export function surfaceRoutes(app: FastifyInstance, parts: JobParts): void {
  const { core, engine } = parts
  app.get(
    '/api/v1/ballistics/surfaces/:id/map',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'ballistic-height-map',
        summary: 'A surface as it is compared, in hundredths of a micrometre',
        tags,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const { id } = request.params as { id: string }
      const record = await readAs(core, subject, (tx) => readRecord<BallisticSurface>(tx, surface, id))
      const bytes = record === null ? null : await bytesOf(parts, subject, record.body.file)
      if (record === null || bytes === null)
        return sendFailure(reply, fail('record.absent', `no surface ${id} with a file`).error)
      await logRead(core, subject, { kind: 'evidence.read', type: 'file', record: record.body.file ?? id })
      const map = await engine.run({ do: 'map', bytes, area: record.body.area })
      if ('problem' in map)
        return sendFailure(reply, fail('ballistic-surface.unread', map.problem, 'file').error)
      return map
    },
  )
  app.get(
    '/api/v1/ballistics/links',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'ballistic-links',
        summary: 'Incidents and firearms tied by identifications, and by leads nobody has concluded on',
        tags,
      },
    },
    async (request) => {
      const subject = subjectOf(request)
      const items = await readAs(core, subject, (tx) => readLinks(tx, core.mode === 'demo'))
      await logRead(core, subject, {
        kind: 'record.list',
        type: comparison.type,
        count: items.length,
        details: {},
      })
      return { items }
    },
  )
}
