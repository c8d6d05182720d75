import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { HeldElsewhere } from '@basinet/equipment/contract'
import { fail, Instant, type StoredRecord } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { listRecords, readRecord, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { readMatrix } from './commands/matrix.ts'
import { maritimeAsset, type MaritimeAsset } from './contract/asset.ts'
import { interdiction, type Interdiction } from './contract/interdiction.ts'
import { ACTIONS, CAPABILITY, LINE, type Action } from './contract/words.ts'
import { operationCot, operationEvents } from './cot/operation-cot.ts'
import { certificatesOf, readRegisters, upkeepOf } from './commands/upkeep.ts'
import type { OptionsThread } from './land/options-thread.ts'
import { writeTakStream } from './cot/tak-protobuf.ts'
import { readStatistics } from './store.ts'

const tags = [`${LINE}/${CAPABILITY}`]
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const ASSETS_MAX = 200

/** What the routes need beside records. */
export interface InterdictionParts {
  readonly options: OptionsThread
  readonly elsewhere: HeldElsewhere
}

/** Options, Cursor on Target and statistics; everything else is the records' and commands'. */
export function interdictionRoutes(app: FastifyInstance, core: Core, parts: InterdictionParts): void {
  optionsRoute(app, core, parts)
  cotRoute(app, core)
  statisticsRoute(app, core)
}

function absent(reply: FastifyReply): FastifyReply {
  return sendFailure(reply, fail('http.absent.record', 'no such operation').error)
}

interface OptionsQuery {
  readonly action: Action
  readonly seaState: number
  readonly onSceneMinutes: number
}

/** Assets that may be read, and the law, as the reader sees both. */
async function readParts(tx: Tx) {
  const active = { filters: [{ name: 'state', op: 'eq' as const, value: 'active' }], limit: ASSETS_MAX }
  const assets = await listRecords<MaritimeAsset>(tx, maritimeAsset, active)
  const matrix = await readMatrix({ list: (decl, query) => listRecords(tx, decl as never, query) as never })
  const registers = await readRegisters({
    list: (decl, query) => listRecords(tx, decl as never, query) as never,
  })
  if (!assets.ok || !matrix.ok || !registers.ok) throw new Error('BUG: assets and law could not be listed')
  return { assets: assets.value.items, matrix: matrix.value, registers: registers.value }
}

function optionsRoute(app: FastifyInstance, core: Core, { options, elsewhere }: InterdictionParts): void {
  app.get(
    '/api/v1/interdiction/:id/options',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'interdiction-options',
        summary: 'Every asset against the target: meeting, endurance, light, law; best first',
        tags,
        params: Id,
        querystring: Type.Object(
          {
            action: Type.Enum(ACTIONS),
            // WMO code table 3700; there is no default: who asks has looked at the sea.
            seaState: Type.Integer({ minimum: 0, maximum: 9 }),
            onSceneMinutes: Type.Integer({ minimum: 0, maximum: 1440 }),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const { id } = request.params as { id: string }
      const asked = request.query as OptionsQuery
      const found = await readAs(core, subject, async (tx) => {
        const operation = await readRecord<Interdiction>(tx, interdiction, id)
        return operation === null ? null : { operation, ...(await readParts(tx)) }
      })
      await logRead(core, subject, { kind: 'record.read', type: interdiction.type, details: { options: id } })
      if (found === null) return absent(reply)
      const { operation, matrix, registers } = found
      const atMs = core.now().getTime()
      const certificates = await certificatesOf(registers.crew, atMs, elsewhere)
      const assets = found.assets.map(({ id: asset, body }) => ({
        id: asset,
        body,
        upkeep: upkeepOf(asset, registers, certificates),
      }))
      return options.ask({ operation: operation.body, assets, matrix, asked: { ...asked, atMs } })
    },
  )
}

function cotRoute(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/interdiction/:id/cot',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'interdiction-cot',
        summary:
          'The operation as Cursor on Target events for boats with TAK: XML, or frames of TAK protobuf',
        tags,
        params: Id,
        querystring: Type.Object(
          { form: Type.Optional(Type.Enum(['xml', 'tak'])) },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const { id } = request.params as { id: string }
      const operation: StoredRecord<Interdiction> | null = await readAs(core, subject, (tx) =>
        readRecord<Interdiction>(tx, interdiction, id),
      )
      await logRead(core, subject, { kind: 'record.read', type: interdiction.type, details: { cot: id } })
      if (operation === null) return absent(reply)
      const { form } = request.query as { form?: 'xml' | 'tak' }
      if (form === 'tak')
        return reply
          .header('content-type', 'application/octet-stream')
          .header('content-disposition', `attachment; filename="${id}.tak"`)
          .send(Buffer.from(writeTakStream(operationEvents(operation, core.now().getTime()))))
      return reply
        .header('content-type', 'application/xml; charset=utf-8')
        .header('content-disposition', `attachment; filename="${id}.cot.xml"`)
        .send(operationCot(operation, core.now().getTime()))
    },
  )
}

function statisticsRoute(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/interdiction/statistics',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'interdiction-statistics',
        summary: 'Detected, targeted, intercepted, disrupted in a period',
        tags,
        querystring: Type.Object({ from: Instant, until: Instant }, { additionalProperties: false }),
      },
    },
    async (request) => {
      const subject = subjectOf(request)
      const { from, until } = request.query as { from: string; until: string }
      const found = await readAs(core, subject, (tx) => readStatistics(tx, from, until))
      await logRead(core, subject, {
        kind: 'record.list',
        type: interdiction.type,
        count: found.detected,
        details: { statistics: { from, until } },
      })
      return found
    },
  )
}
