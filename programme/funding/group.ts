import type { LedgerEntry } from './contract/ledger-entry.ts'

/** What may stand in one row: entries that say the same kind of thing of the same money. */
export interface Group<T extends LedgerEntry = LedgerEntry> {
  readonly basis: LedgerEntry['basis']
  readonly span: LedgerEntry['span']
  readonly currency: string
  readonly nation: string | null
  readonly area: LedgerEntry['area']
  readonly account: LedgerEntry['account']
  readonly yearFrom: number | null
  readonly yearUntil: number | null
  readonly entries: readonly T[]
  /** Entries disagree: they stand side by side and nothing is chosen. */
  readonly conflict: boolean
  /** Sum as a decimal, or null where a sum would say what no source says; `why` tells. */
  readonly sum: string | null
  readonly why: 'conflict' | 'cumulative' | 'not-exact' | null
}

const KEY = ['basis', 'span', 'currency', 'nation', 'area', 'account', 'yearFrom', 'yearUntil'] as const

/**
 * Entries in force by basis, span, years, currency, nation, area and account. Only exact single amounts of one donor's
 * different references are added; a cumulative or annual figure given twice with other amounts is a conflict, never a sum.
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
  // Annual and cumulative figures speak of the whole; two of them are two accounts of one thing.
  const conflict = span !== 'single' && new Set(entries.map((e) => e.amount)).size > 1
  const why = conflict
    ? 'conflict'
    : span === 'cumulative'
      ? 'cumulative'
      : entries.some((e) => e.qualifier !== 'exact')
        ? 'not-exact'
        : null
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
    conflict,
    why,
    sum: why !== null ? null : span === 'annual' ? first.amount : addDecimals(entries.map((e) => e.amount)),
  }
}

function inOrder(a: Group, b: Group): number {
  return (
    (a.yearFrom ?? 0) - (b.yearFrom ?? 0) ||
    (a.yearUntil ?? 0) - (b.yearUntil ?? 0) ||
    (a.basis < b.basis ? -1 : 1)
  )
}

/** Exact sum of decimals as they are written. */
export function addDecimals(amounts: readonly string[]): string {
  const places = Math.max(0, ...amounts.map((a) => (a.split('.')[1] ?? '').length))
  const units = amounts.reduce((sum, amount) => {
    const [whole = '0', fraction = ''] = amount.split('.')
    return sum + BigInt(whole + fraction.padEnd(places, '0'))
  }, 0n)
  if (places === 0) return String(units)
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
