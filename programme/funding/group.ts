import type { LedgerEntry } from './contract/ledger-entry.ts'

/** What entries must have in common to stand in one row. */
export interface GroupKey {
  readonly basis: LedgerEntry['basis']
  readonly span: LedgerEntry['span']
  readonly currency: string
  readonly nation: string | null
  readonly area: LedgerEntry['area']
  readonly account: LedgerEntry['account']
  readonly yearFrom: number | null
  readonly yearUntil: number | null
}

/** What may stand in one row: entries that say the same kind of thing of the same money. */
export interface Group<T extends LedgerEntry = LedgerEntry> extends GroupKey {
  readonly entries: readonly T[]
  /** Entries disagree: they stand side by side and nothing is chosen. */
  readonly conflict: boolean
  /** Sum as a decimal, or null where a sum would say what no source says; `why` tells. */
  readonly sum: string | null
  readonly why: 'conflict' | 'cumulative' | 'not-exact' | null
}

export const KEY = [
  'basis',
  'span',
  'currency',
  'nation',
  'area',
  'account',
  'yearFrom',
  'yearUntil',
] as const satisfies readonly (keyof GroupKey)[]

/**
 * Entries in force by basis, span, years, currency, nation, area and account. Only exact single amounts of different items are
 * added. A cumulative or annual figure, or one item, given twice with other amounts is a conflict, never a sum; the same item
 * given twice with the same amount is two sources of one amount and counts once.
 */
export function groupEntries<T extends LedgerEntry>(entries: readonly T[]): Group<T>[] {
  const groups = new Map<string, T[]>()
  for (const entry of entries) {
    if (entry.state !== 'posted') continue
    const key = JSON.stringify(KEY.map((name) => entry[name]))
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups.values()].map(groupOf).toSorted(inOrder)
}

function groupOf<T extends LedgerEntry>(entries: readonly T[]): Group<T> {
  const [first] = entries
  if (first === undefined) throw new Error('BUG: a group has an entry')
  const { basis, span, currency, nation, area, account, yearFrom, yearUntil } = first
  const items = new Map<string, string[]>()
  for (const entry of entries) {
    // Annual and cumulative figures speak of the whole; two of them are two accounts of one thing.
    const of = span === 'single' ? (entry.item ?? `\n${items.size}`) : ''
    items.set(of, [...(items.get(of) ?? []), entry.amount])
  }
  const conflict = [...items.values()].some((amounts) => !allEqual(amounts))
  const exact = entries.every((e) => e.qualifier === 'exact')
  const total = addDecimals([...items.values()].map(([amount = '0']) => amount))
  return {
    basis,
    span,
    currency,
    nation,
    area,
    account,
    yearFrom,
    yearUntil,
    entries,
    ...verdictOf({ span, conflict, exact, total }),
  }
}

/** What may be said of a row as a whole. `total` adds one amount an item. */
export function verdictOf(row: {
  readonly span: LedgerEntry['span']
  readonly conflict: boolean
  readonly exact: boolean
  readonly total: string
}): Pick<Group, 'conflict' | 'sum' | 'why'> {
  const why = row.conflict
    ? 'conflict'
    : row.span === 'cumulative'
      ? 'cumulative'
      : row.exact
        ? null
        : 'not-exact'
  return { conflict: row.conflict, why, sum: why === null ? row.total : null }
}

const allEqual = (amounts: readonly string[]): boolean =>
  amounts.every((amount) => compareDecimals(amount, amounts[0] ?? amount) === 0)

export function inOrder(a: GroupKey, b: GroupKey): number {
  return (
    (a.yearFrom ?? 0) - (b.yearFrom ?? 0) ||
    (a.yearUntil ?? 0) - (b.yearUntil ?? 0) ||
    (a.basis < b.basis ? -1 : a.basis > b.basis ? 1 : 0)
  )
}

/** Exact sum of decimals as they are written. */
export function addDecimals(amounts: readonly string[]): string {
  const places = placesOf(amounts)
  return written(
    amounts.reduce((sum, amount) => sum + units(amount, places), 0n),
    places,
  )
}

/** Exact difference. */
export function subtractDecimals(from: string, less: string): string {
  const places = placesOf([from, less])
  return written(units(from, places) - units(less, places), places)
}

/** Below zero where `a` is the smaller. */
export function compareDecimals(a: string, b: string): number {
  const difference = subtractDecimals(a, b)
  return difference.startsWith('-') ? -1 : /[1-9]/.test(difference) ? 1 : 0
}

const placesOf = (amounts: readonly string[]): number =>
  amounts.reduce((most, amount) => Math.max(most, (amount.split('.')[1] ?? '').length), 0)

function units(amount: string, places: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  return BigInt(whole + fraction.padEnd(places, '0'))
}

function written(sum: bigint, places: number): string {
  if (places === 0) return String(sum)
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0')
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
