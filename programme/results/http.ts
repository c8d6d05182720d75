import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { fail, type Label, type StoredRecord } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { listRecords, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { behindOf, type Behind, type Sighting } from './behind.ts'
import type { PublishedFact } from './contract/fact.ts'
import { published } from './contract/published.ts'
import { indicator, type IndicatorBody } from './contract/indicator.ts'
import { target, type Target } from './contract/target.ts'
import { value } from './contract/value.ts'
import { CAPABILITY, LINE } from './contract/words.ts'
import { indicatorOf } from './measure-rules.ts'
import { PARTNERS } from './partners.ts'
import { rollUp, type Rolled } from './roll-up.ts'
import { latestOf, rolledRecord, valuesOf, type TableValue } from './store.ts'

const INDICATORS_MAX = 500
const TARGETS_MAX = 500

const docs = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: [`${LINE}/${CAPABILITY}`],
})
const Asked = Type.Object(
  { code: Type.String({ maxLength: 24 }), exercise: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
const Framework = Type.Object({ exercise: Type.Optional(Type.Boolean()) }, { additionalProperties: false })

/** One indicator as its table and chart need it. */
export interface IndicatorTable {
  readonly id: string
  readonly label: Label
  readonly indicator: IndicatorBody
  readonly exercise: boolean
  readonly values: readonly TableValue[]
  readonly targets: readonly Target[]
  /** By period, oldest first; nations that reported nothing are named. */
  readonly region: readonly {
    readonly period: string
    readonly rolled: Rolled
    readonly missing: readonly string[]
  }[]
}

export interface FrameworkRow {
  readonly id: string
  readonly label: Label
  readonly indicator: IndicatorBody
  /** Null: nothing reported. */
  readonly latest: TableValue | null
  /** Newest target at or after the value's period, else the last one. */
  readonly target: Target | null
}

/**
 * What results serve beside records: the framework of this nation, one indicator's table with its roll-up, and what stands behind a
 * published figure.
 * @param sightings what tells of the first sight of a thing that is counted
 */
export function resultsRoutes(
  app: FastifyInstance,
  core: Core,
  facts: readonly PublishedFact[],
  sightings: readonly Sighting[],
): void {
  app.get(
    '/api/v1/results/framework',
    {
      preHandler: requireSubject,
      schema: {
        ...docs('results-framework', 'Indicators with the nation’s newest value'),
        querystring: Framework,
      },
    },
    (request) => framework(core, request),
  )
  app.get(
    '/api/v1/results/table',
    {
      preHandler: requireSubject,
      schema: { ...docs('results-table', 'Values of an indicator by nation and period'), querystring: Asked },
    },
    (request, reply) => table(core, request, reply),
  )
  app.get(
    '/api/v1/results/facts',
    {
      preHandler: requireSubject,
      schema: docs('results-facts', 'What can be computed from the node’s own records'),
    },
    async () => ({
      items: facts.map(({ id, about, dimensions, ratio }) => ({ id, about, dimensions, ratio })),
    }),
  )
  app.get(
    '/api/v1/results/behind/:id',
    {
      preHandler: requireSubject,
      schema: {
        ...docs('results-behind', 'What a published figure counts, as far as the reader may follow it'),
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
      },
    },
    (request, reply) => behind(core, sightings, request, reply),
  )
}

async function behind(
  core: Core,
  sightings: readonly Sighting[],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Behind | FastifyReply> {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const found = await readAs(core, subject, (tx) => behindOf(tx, id, sightings))
  await logRead(core, subject, {
    kind: 'record.read',
    type: published.type,
    record: id,
    details: { behind: found?.things.length ?? 0 },
  })
  return found ?? sendFailure(reply, fail('record.absent', 'no such published figure').error)
}

async function indicatorsOf(tx: Tx, code: string | null): Promise<StoredRecord<IndicatorBody>[]> {
  const page = await listRecords<IndicatorBody>(tx, indicator, {
    ...(code === null ? {} : { filters: [{ name: 'code', op: 'eq', value: code }] }),
    sort: 'code',
    limit: INDICATORS_MAX,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
}

async function targetsOf(tx: Tx, name: 'code' | 'nation', asked: string): Promise<Target[]> {
  const page = await listRecords<Target>(tx, target, {
    filters: [
      { name, op: 'eq', value: asked },
      { name: 'state', op: 'eq', value: 'set' },
    ],
    sort: 'period',
    limit: TARGETS_MAX,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items.map((t) => t.body)
}

async function framework(
  core: Core,
  request: FastifyRequest,
): Promise<{ rows: FrameworkRow[]; nation: string }> {
  const subject = subjectOf(request)
  const { exercise = false } = request.query as { exercise?: boolean }
  const rows = await readAs(core, subject, async (tx) => {
    const all = await indicatorsOf(tx, null)
    const codes = all.map((i) => i.body.code)
    const latest = await latestOf(tx, codes, core.nation, exercise)
    const targets = await targetsOf(tx, 'nation', core.nation)
    return all.map(({ id, label, body }): FrameworkRow => {
      const newest = latest.get(body.code) ?? null
      const own = targets.filter((t) => t.code === body.code && t.kind === 'target')
      const next = own.find((t) => newest !== null && t.period >= newest.period) ?? own.at(-1) ?? null
      return { id, label, indicator: body, latest: newest, target: next }
    })
  })
  await logRead(core, subject, {
    kind: 'record.list',
    type: value.type,
    count: rows.length,
    details: { framework: true, exercise },
  })
  return { rows, nation: core.nation }
}

async function table(
  core: Core,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<IndicatorTable | FastifyReply> {
  const subject = subjectOf(request)
  const { code, exercise = false } = request.query as { code: string; exercise?: boolean }
  const found = await readAs(core, subject, (tx) => tableOf(tx, code, exercise))
  if (found === null) return sendFailure(reply, fail('http.absent.indicator', 'no such indicator').error)
  await logRead(core, subject, {
    kind: 'record.list',
    type: value.type,
    count: found.values.length,
    details: { code, exercise },
  })
  return found
}

/** The table of an indicator, rolled up a period each. */
export async function tableOf(tx: Tx, code: string, exercise: boolean): Promise<IndicatorTable | null> {
  const [of] = await indicatorsOf(tx, code)
  if (of === undefined) return null
  const values = await valuesOf(tx, code, exercise)
  const byPeriod = new Map<string, TableValue[]>()
  for (const v of values) byPeriod.set(v.period, [...(byPeriod.get(v.period) ?? []), v])
  const rule = indicatorOf(of.body)
  const region = [...byPeriod].map(([period, own]) => {
    const rolled = rollUp(
      rule,
      own.map((v) => rolledRecord(code, v)),
      PARTNERS,
    )
    return { period, rolled: rolled.region, missing: rolled.missing }
  })
  return {
    id: of.id,
    label: of.label,
    indicator: of.body,
    exercise,
    values,
    targets: await targetsOf(tx, 'code', code),
    region,
  }
}
