import type { Target } from '../contract.ts'
import type { TableValue } from '../store.ts'

export interface Point {
  readonly period: string
  readonly value: number
}

/** What is drawn of a value: the amount, of a share its per cent; null of a share of nothing. */
export function figureOf(v: Pick<TableValue, 'numerator' | 'denominator'>): number | null {
  if (v.denominator === null) return v.numerator
  return v.denominator === 0 ? null : (v.numerator / v.denominator) * 100
}

/** Values of a nation as points; a period not reported has none, and the line breaks there. */
export function pointsOf(values: readonly TableValue[], nation: string): Point[] {
  return values.flatMap((v) => {
    const value = v.nation === nation ? figureOf(v) : null
    return value === null ? [] : [{ period: v.period, value }]
  })
}

export function targetsOf(targets: readonly Target[], nation: string, kind: Target['kind']): Point[] {
  return targets
    .filter((t) => t.nation === nation && t.kind === kind)
    .map(({ period, value }) => ({ period, value }))
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
}

/** Every period between the first and the last that is drawn, so that a gap is seen as one. */
export function axisOf(periods: readonly string[]): string[] {
  const sorted = [...new Set(periods)].toSorted((a, b) => (a < b ? -1 : 1))
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined || first.length !== last.length) return sorted
  const parts = first[4] === 'Q' ? 4 : first[4] === 'H' ? 2 : 1
  const index = (p: string): number => Number(p.slice(0, 4)) * parts + Number(p[5] ?? 1) - 1
  const name = (n: number): string => {
    const year = Math.floor(n / parts)
    return parts === 1 ? String(year) : `${year}${first[4] ?? ''}${(n % parts) + 1}`
  }
  const count = index(last) - index(first) + 1
  return Array.from({ length: Math.min(count, 120) }, (_, n) => name(index(first) + n))
}
