import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { defaultLabel, listRecords, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { instrument, type Instrument } from './contract/instrument.ts'
import { ledgerEntry } from './contract/ledger-entry.ts'
import type { FundingTable, InstrumentRow, ShownEntry } from './contract/wire.ts'
import { CAPABILITY, LINE } from './contract/words.ts'
import { nationsOf, seriesOf, stagesOf } from './figures.ts'
import { NOTHING_MOVED, readEntries, readGroups, readMoved, type LedgerFilter } from './store.ts'
import { iatiRoutes } from './iati/http.ts'
import { portalRoutes } from './portal.ts'
import { positionOf } from './position.ts'

/** Rows sent at once; the figures count all of them. */
const ROWS_MAX = 500
const ENTRIES_MAX = 200
const INSTRUMENTS_MAX = 500
const DEFAULT_CURRENCY = 'USD'

const Word = Type.Optional(Type.String({ maxLength: 120 }))
const Year = Type.Optional(Type.Integer({ minimum: 1990, maximum: 2100 }))
const filter = {
  basis: Word,
  span: Word,
  currency: Word,
  nation: Word,
  area: Word,
  account: Word,
  donor: Word,
  implementer: Word,
  instrument: Word,
  status: Word,
  yearFrom: Year,
  yearUntil: Year,
}
const closed = { additionalProperties: false }

/** The ledger in rows that may be read together, with the figures drawn from them. */
export async function readTable(core: Core, tx: Tx, asked: LedgerFilter): Promise<FundingTable> {
  const exercise = core.mode === 'demo'
  const { groups, highest } = await readGroups(tx, asked, exercise)
  const currencies = [...new Set(groups.map((group) => group.currency))].toSorted()
  const currency =
    asked.currency ?? (currencies.includes(DEFAULT_CURRENCY) ? DEFAULT_CURRENCY : currencies[0])
  const of = currency ?? DEFAULT_CURRENCY
  return {
    rows: groups.slice(0, ROWS_MAX),
    more: Math.max(0, groups.length - ROWS_MAX),
    lines: groups.reduce((sum, group) => sum + group.count, 0),
    currencies,
    stages: stagesOf(groups, of),
    series: seriesOf(groups, of),
    nations: nationsOf(groups, of),
    label: defaultLabel(core, ledgerEntry, tx.at, { class: highest }),
    exercise,
  }
}

/** Instruments the subject may read with where their money stands, those that expire first in front. */
export async function readInstruments(tx: Tx, today: string, exercise: boolean): Promise<InstrumentRow[]> {
  const page = await listRecords<Instrument>(tx, instrument, { sort: 'fundsExpire', limit: INSTRUMENTS_MAX })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  const read = page.value.items.map(({ id, body }) => ({ id, body, currency: body.currency }))
  const moved = await readMoved(tx, read, exercise)
  return read.map(({ id, body }) => ({
    id,
    body,
    position: positionOf(body, moved.get(id) ?? NOTHING_MOVED, today),
  }))
}

/** Tables of the ledger: rows, single entries, instruments with pipeline and burn. */
export function fundingRoutes(app: FastifyInstance, core: Core): void {
  portalRoutes(app, core)
  iatiRoutes(app, core)
  const tags = [`${LINE}/${CAPABILITY}`]
  const exercise = core.mode === 'demo'
  const get = (path: string, operationId: string, summary: string, more: object, answer: Answer): void => {
    app.get(
      `/api/v1/funding/${path}`,
      { preHandler: requireSubject, schema: { operationId, summary, tags, ...more } },
      async (request, reply) => {
        const subject = subjectOf(request)
        if (!core.registry.typesOf(subject.roles).includes(ledgerEntry.type))
          return sendFailure(reply, {
            code: 'read.denied',
            message: 'the ledger is read by the programme and auditors',
          })
        const found = await readAs(core, subject, (tx) => answer(tx, request.query as Asked))
        const details = { [path]: true, ...(request.query as object) }
        await logRead(core, subject, { kind: 'record.list', type: found.type, count: found.count, details })
        return found.body
      },
    )
  }
  get(
    'table',
    'table-of-funding',
    'Ledger entries in force by basis, years, nation, area and account, with the figures drawn from them',
    { querystring: Type.Object(filter, closed) },
    async (tx, asked) => {
      const body = await readTable(core, tx, asked)
      return { body, count: body.lines, type: ledgerEntry.type }
    },
  )
  const paging = { offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) }
  get(
    'entries',
    'entries-of-funding',
    'Entries of one row, newest first',
    { querystring: Type.Object({ ...filter, ...paging }, closed) },
    async (tx, { offset = 0, ...asked }) => {
      const items: ShownEntry[] = await readEntries(tx, asked, exercise, { limit: ENTRIES_MAX, offset })
      return { body: { items }, count: items.length, type: ledgerEntry.type }
    },
  )
  get('instruments', 'instruments-of-funding', 'Instruments with pipeline and burn', {}, async (tx) => {
    const items = await readInstruments(tx, core.now().toISOString().slice(0, 10), exercise)
    return { body: { items }, count: items.length, type: instrument.type }
  })
}

type Asked = LedgerFilter & { readonly offset?: number }
type Answer = (
  tx: Tx,
  asked: Asked,
) => Promise<{ readonly body: unknown; readonly count: number; readonly type: string }>
