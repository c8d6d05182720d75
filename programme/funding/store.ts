import { CLASSES, type LabelClass } from '@basinet/kernel/contract'
import type { Tx } from '@basinet/kernel/store'
import type { ShownEntry, ShownGroup } from './contract/wire.ts'
import type { LedgerEntry } from './contract/ledger-entry.ts'
import { inOrder, KEY, verdictOf, type GroupKey } from './group.ts'
import type { Moved } from './position.ts'

/** What of the ledger is asked for; absent: all of it. A dash stands for "not said". */
export interface LedgerFilter {
  readonly basis?: string
  readonly span?: string
  readonly currency?: string
  readonly nation?: string
  readonly area?: string
  readonly account?: string
  readonly donor?: string
  readonly implementer?: string
  readonly instrument?: string
  readonly status?: string
  readonly yearFrom?: number
  readonly yearUntil?: number
}

/** Groups read at most; entries that come with the rows, and how few a row has to bring its own. */
const GROUPS_MAX = 20_000
const WITH_ENTRIES_MAX = 400
const FEW = 4
/** Statement of one amount is dated or of a status; an exercise counts only where everything is one. */
const IN_FORCE = `f_state = 'posted' AND (NOT exercise OR $1)`

const COLUMNS = {
  basis: 'f_basis',
  span: 'f_span',
  currency: 'f_currency',
  nation: 'f_nation',
  area: 'f_area',
  account: 'f_account',
  donor: 'f_donor',
  implementer: 'f_implementer',
  instrument: 'f_instrument',
  status: 'f_status',
} as const

const KEY_COLUMNS = KEY.map((name) => `f_${name.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`)

function whereOf(filter: LedgerFilter, values: unknown[]): string {
  const clauses: string[] = [IN_FORCE]
  for (const [name, column] of Object.entries(COLUMNS)) {
    const wanted = filter[name as keyof typeof COLUMNS]
    if (wanted === undefined || wanted === '') continue
    clauses.push(wanted === '-' ? `${column} IS NULL` : `${column} = $${values.push(wanted)}`)
  }
  if (filter.yearFrom !== undefined) clauses.push(`f_year_from >= $${values.push(filter.yearFrom)}`)
  if (filter.yearUntil !== undefined) clauses.push(`f_year_until <= $${values.push(filter.yearUntil)}`)
  return clauses.join(' AND ')
}

/** Rows, and the highest classification among what they add: the screen says it of itself. */
interface Groups {
  readonly groups: ShownGroup[]
  readonly highest: LabelClass
}

interface GroupRow {
  readonly basis: LedgerEntry['basis']
  readonly span: LedgerEntry['span']
  readonly currency: string
  readonly nation: string | null
  readonly area: LedgerEntry['area']
  readonly account: LedgerEntry['account']
  readonly year_from: string | null
  readonly year_until: string | null
  readonly n: string
  readonly low: string
  readonly high: string
  readonly total: string
  readonly conflict: boolean
  readonly exact: boolean
  readonly class: number
}

/**
 * Rows of the ledger as the subject may read it, summed by the database under the same rules as `groupEntries`: one amount an
 * item, whole years and cumulative figures never added.
 */
export async function readGroups(tx: Tx, filter: LedgerFilter, exercises: boolean): Promise<Groups> {
  const values: unknown[] = [exercises]
  const keys = KEY_COLUMNS.join(', ')
  // Groups of a large ledger would be sorted on disk otherwise, and compiling the statement takes longer than running it.
  await tx.client.query("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off")
  const { rows } = await tx.client.query<GroupRow>(
    `WITH item AS (
       SELECT ${keys}, item, count(*) AS n, min(amount) AS low, max(amount) AS high, sum(amount) AS total,
         bool_and(exact) AS exact, max(class) AS class
       FROM (SELECT ${keys}, CASE WHEN f_span = 'single' THEN f_item ELSE '' END AS item, f_amount::numeric AS amount,
           f_qualifier = 'exact' AS exact, class
         -- Kept apart, so that a text is made a number once and not for each of the three.
         FROM basinet.r_ledger_entry WHERE ${whereOf(filter, values)} OFFSET 0) AS entry
       GROUP BY ${keys}, item)
     SELECT ${KEY_COLUMNS.map((c) => `${c} AS ${c.slice(2)}`).join(', ')}, sum(n)::text AS n, min(low)::text AS low,
       max(high)::text AS high, sum(CASE WHEN item IS NULL THEN total ELSE low END)::text AS total,
       bool_or(item IS NOT NULL AND low <> high) AS conflict, bool_and(exact) AS exact, max(class)::int AS class
     FROM item GROUP BY ${keys} LIMIT ${GROUPS_MAX}`,
    values,
  )
  const groups = rows.map(groupOf).toSorted(inOrder)
  const highest = CLASSES[rows.reduce((most, row) => Math.max(most, row.class), 0)] ?? 'public'
  return { groups: await withEntries(tx, groups, exercises), highest }
}

function groupOf(row: GroupRow): ShownGroup {
  const { basis, span, currency, nation, area, account, n, low, high } = row
  return {
    basis,
    span,
    currency,
    nation,
    area,
    account,
    low,
    high,
    yearFrom: row.year_from === null ? null : Number(row.year_from),
    yearUntil: row.year_until === null ? null : Number(row.year_until),
    count: Number(n),
    entries: [],
    ...verdictOf(row),
  }
}

/** Entries that disagree stand side by side at once; a row of few brings them as well. */
async function withEntries(tx: Tx, groups: ShownGroup[], exercises: boolean): Promise<ShownGroup[]> {
  const wanted = groups
    .filter((group) => group.conflict || group.count <= FEW)
    .toSorted((a, b) => Number(b.conflict) - Number(a.conflict))
    .slice(0, WITH_ENTRIES_MAX)
  if (wanted.length === 0) return groups
  const keys = wanted.map(keyText)
  const { rows } = await tx.client.query<EntryRow>(
    `SELECT ${ENTRY_COLUMNS}, ${KEY_TEXT} AS key FROM basinet.r_ledger_entry
     WHERE ${IN_FORCE} AND ${KEY_TEXT} = ANY ($2) ORDER BY updated_at DESC, id DESC LIMIT ${WITH_ENTRIES_MAX * FEW}`,
    [exercises, keys],
  )
  const byKey = Map.groupBy(rows, (row) => row.key)
  return groups.map((group) => ({ ...group, entries: (byKey.get(keyText(group)) ?? []).map(entryOf) }))
}

const KEY_TEXT = `concat_ws('|', ${KEY_COLUMNS.map((c) => `coalesce(${c}::text, '-')`).join(', ')})`
const keyText = (group: GroupKey): string => KEY.map((name) => String(group[name] ?? '-')).join('|')

const ENTRY_COLUMNS = `id, f_reference, f_amount, f_currency, f_basis, f_qualifier, f_status, f_donor, f_item, body->'source' AS source`

interface EntryRow {
  readonly id: string
  readonly f_reference: string
  readonly f_amount: string
  readonly f_currency: string
  readonly f_basis: LedgerEntry['basis']
  readonly f_qualifier: LedgerEntry['qualifier']
  readonly f_status: LedgerEntry['status']
  readonly f_donor: string
  readonly f_item: string | null
  readonly source: LedgerEntry['source']
  readonly key: string
}

function entryOf(row: EntryRow): ShownEntry {
  return {
    id: row.id,
    reference: row.f_reference,
    amount: row.f_amount,
    currency: row.f_currency,
    basis: row.f_basis,
    qualifier: row.f_qualifier,
    status: row.f_status,
    donor: row.f_donor,
    item: row.f_item,
    source: row.source,
  }
}

/** Entries of one row, or of any filter, newest first, from `offset` on. */
export async function readEntries(
  tx: Tx,
  filter: LedgerFilter,
  exercises: boolean,
  page: { readonly limit: number; readonly offset: number },
): Promise<ShownEntry[]> {
  const values: unknown[] = [exercises]
  const where = whereOf(filter, values)
  const { rows } = await tx.client.query<EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM basinet.r_ledger_entry WHERE ${where}
     ORDER BY updated_at DESC, id DESC LIMIT $${values.push(page.limit)} OFFSET $${values.push(page.offset)}`,
    values,
  )
  return rows.map(entryOf)
}

/** Money moved under each of these instruments, in the instrument's currency, exact entries alone. */
export async function readMoved(
  tx: Tx,
  instruments: readonly { readonly id: string; readonly currency: string }[],
  exercises: boolean,
): Promise<ReadonlyMap<string, Moved>> {
  const { rows } = await tx.client.query<MovedRow>(
    `WITH item AS (
       SELECT f_instrument, f_basis, f_item, min(f_amount::numeric) AS low, max(f_amount::numeric) AS high,
         sum(f_amount::numeric) AS total, count(*) AS n,
         f_currency = wanted.currency AND f_qualifier = 'exact' AND f_span = 'single' AS fits
       FROM basinet.r_ledger_entry JOIN unnest($2::text[], $3::text[]) AS wanted (id, currency) ON wanted.id = f_instrument
       WHERE ${IN_FORCE} GROUP BY f_instrument, f_basis, f_item, fits),
     one AS (SELECT *, fits AND (f_item IS NULL OR low = high) AS taken,
       CASE WHEN f_item IS NULL THEN total ELSE low END AS amount FROM item)
     SELECT f_instrument AS id, ${['obligated', 'disbursed', 'expended']
       .map((b) => `coalesce(sum(amount) FILTER (WHERE taken AND f_basis = '${b}'), 0)::text AS ${b}`)
       .join(', ')}, coalesce(sum(n) FILTER (WHERE NOT taken), 0)::text AS left_out
     FROM one GROUP BY f_instrument`,
    [exercises, instruments.map((i) => i.id), instruments.map((i) => i.currency)],
  )
  return new Map(
    rows.map(({ id, obligated, disbursed, expended, left_out }) => [
      id,
      { obligated, disbursed, expended, leftOut: Number(left_out) },
    ]),
  )
}

interface MovedRow {
  readonly id: string
  readonly obligated: string
  readonly disbursed: string
  readonly expended: string
  readonly left_out: string
}

export const NOTHING_MOVED: Moved = { obligated: '0', disbursed: '0', expended: '0', leftOut: 0 }
