import type { LedgerEntry } from './contract/ledger-entry.ts'
import { addDecimals, compareDecimals, type GroupKey } from './group.ts'

/** A row reduced to what a picture needs of it. */
export interface FigureRow extends GroupKey {
  readonly sum: string | null
  readonly why: 'conflict' | 'cumulative' | 'not-exact' | null
  readonly low: string
  readonly high: string
  readonly count: number
}

/** The way of the money, in order. Each stage is a figure of its own; none is computed from another. */
const FLOW = ['appropriated', 'allocated', 'committed', 'obligated', 'disbursed', 'expended'] as const

/** One stage of the flow within what was asked for. */
export interface Stage {
  readonly basis: (typeof FLOW)[number]
  /** Exact amount; null where none may be said, and `why` tells. */
  readonly amount: string | null
  readonly why: 'none' | 'conflict' | 'not-exact' | 'cumulative' | 'many-years' | null
  /** What the figures in force say at least and at most; null where there is none to draw. */
  readonly low: string | null
  readonly high: string | null
  /** `annual`: figures of whole years; `single`: payments and awards one by one. */
  readonly of: 'annual' | 'single' | null
  readonly byArea: readonly { readonly area: LedgerEntry['area']; readonly amount: string }[]
}

/**
 * Stages of the flow in one currency. A whole year wins over single amounts, which are parts of it; the two are never added.
 * Several whole years are not added either: sources leave years out, and a sum would read as all of them. Cumulative figures are
 * of no scope and are left to the table.
 */
export function stagesOf(rows: readonly FigureRow[], currency: string): Stage[] {
  return FLOW.map((basis) => {
    const own = rows.filter((row) => row.basis === basis && row.currency === currency)
    const annual = own.filter((row) => row.span === 'annual' && isWhole(row))
    const oneYear = new Set(annual.map((row) => row.yearFrom)).size === 1
    const used = oneYear ? annual : own.filter((row) => row.span === 'single')
    const of = used.length === 0 ? null : oneYear ? 'annual' : 'single'
    if (of === null) {
      const why = annual.length > 0 ? 'many-years' : own.length > 0 ? 'cumulative' : 'none'
      return { basis, amount: null, why, low: null, high: null, of, byArea: [] }
    }
    const why = used.find((row) => row.why === 'conflict')?.why ?? used.find((row) => row.why !== null)?.why
    return {
      basis,
      amount: why === undefined ? addDecimals(used.map((row) => row.sum ?? '0')) : null,
      why: why ?? null,
      low: addDecimals(used.map((row) => row.sum ?? row.low)),
      high: addDecimals(used.map((row) => row.sum ?? row.high)),
      of,
      byArea: of === 'single' && why === undefined ? areasOf(used) : [],
    }
  })
}

/** A figure of the whole region, all areas and accounts: a part must not stand beside it as if it were another year. */
const isWhole = (row: GroupKey): boolean => row.nation === null && row.area === null && row.account === 'all'

function areasOf(rows: readonly FigureRow[]): Stage['byArea'] {
  const areas = new Map<LedgerEntry['area'], string[]>()
  for (const row of rows) areas.set(row.area, [...(areas.get(row.area) ?? []), row.sum ?? '0'])
  return [...areas]
    .map(([area, amounts]) => ({ area, amount: addDecimals(amounts) }))
    .toSorted((a, b) => compareDecimals(b.amount, a.amount))
}

/** One figure in a year; a year whose sources disagree has the lowest and the highest of them. */
export interface Point {
  readonly basis: LedgerEntry['basis']
  readonly year: number
  readonly of: 'annual' | 'single'
  readonly low: string
  readonly high: string
  readonly why: 'conflict' | 'not-exact' | null
}

/** Figures by basis and fiscal year in one currency, whole years and single amounts apart. */
export function seriesOf(rows: readonly FigureRow[], currency: string): Point[] {
  const points = new Map<string, FigureRow[]>()
  for (const row of rows) {
    const whole = row.span === 'single' || isWhole(row)
    if (row.currency !== currency || row.span === 'cumulative' || !whole) continue
    if (row.yearFrom === null || row.yearFrom !== row.yearUntil) continue
    const key = JSON.stringify([row.basis, row.yearFrom, row.span])
    points.set(key, [...(points.get(key) ?? []), row])
  }
  return [...points.values()].map(pointOf).toSorted((a, b) => a.year - b.year)
}

function pointOf(rows: readonly FigureRow[]): Point {
  const [first] = rows
  if (first === undefined || first.yearFrom === null) throw new Error('BUG: a point has a row and a year')
  const why = rows.some((row) => row.why === 'conflict')
    ? 'conflict'
    : rows.some((row) => row.why !== null)
      ? 'not-exact'
      : null
  return {
    basis: first.basis,
    year: first.yearFrom,
    of: first.span === 'annual' ? 'annual' : 'single',
    low: addDecimals(rows.map((row) => row.sum ?? row.low)),
    high: addDecimals(rows.map((row) => row.sum ?? row.high)),
    why,
  }
}

export interface NationAmount {
  readonly nation: string
  readonly basis: LedgerEntry['basis']
  /** Sum of single amounts; null where they disagree or are not exact. */
  readonly amount: string | null
  readonly count: number
}

/** What single amounts name a nation, by basis; a nation without any is not here: nothing is published of it. */
export function nationsOf(rows: readonly FigureRow[], currency: string): NationAmount[] {
  const found = new Map<string, FigureRow[]>()
  for (const row of rows) {
    if (row.nation === null || row.currency !== currency || row.span !== 'single') continue
    const key = `${row.nation} ${row.basis}`
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return [...found.values()].map((own) => ({
    nation: own[0]?.nation ?? '',
    basis: own[0]?.basis ?? 'disbursed',
    amount: own.some((row) => row.sum === null) ? null : addDecimals(own.map((row) => row.sum ?? '0')),
    count: own.reduce((sum, row) => sum + row.count, 0),
  }))
}
