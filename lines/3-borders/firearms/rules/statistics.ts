/** One recovered firearm and the best answer about it. */
export interface Counted {
  readonly country: string | null
  readonly traces: number
  readonly outcome: 'traced' | 'partly-traced' | 'untraceable' | null
  readonly because: string | null
  readonly timeToCrimeDays: number | null
}

interface CountryRow {
  /** Null: the firearm carries no mark that names a country. */
  readonly country: string | null
  readonly recovered: number
  readonly traced: number
}

/** Every share has its denominator beside it: recovered, submitted, answered, and why the others were not traced. */
export interface Statistics {
  readonly recovered: number
  readonly submitted: number
  readonly answered: number
  readonly traced: number
  readonly partlyTraced: number
  readonly untraceable: number
  readonly because: readonly { readonly reason: string; readonly firearms: number }[]
  readonly countries: readonly CountryRow[]
  /** Of those with a known sale. `upToYears` null: more than the last bound. */
  readonly timeToCrime: {
    readonly known: number
    readonly medianDays: number | null
    readonly bands: readonly { readonly upToYears: number | null; readonly firearms: number }[]
  }
}

/** Upper bounds of the bands shown, the last one open: our own choice for reading, no standard is claimed. */
const BANDS_YEARS = [1, 2, 3, 5, 10] as const
const YEAR_DAYS = 365.25

export function statisticsOf(rows: readonly Counted[]): Statistics {
  const of = (test: (row: Counted) => boolean): number => rows.filter(test).length
  const days = rows.flatMap((row) => row.timeToCrimeDays ?? []).toSorted((a, b) => a - b)
  return {
    recovered: rows.length,
    submitted: of((row) => row.traces > 0),
    answered: of((row) => row.outcome !== null),
    traced: of((row) => row.outcome === 'traced'),
    partlyTraced: of((row) => row.outcome === 'partly-traced'),
    untraceable: of((row) => row.outcome === 'untraceable'),
    because: counts(rows.flatMap((row) => row.because ?? [])).map(([reason, firearms]) => ({
      reason,
      firearms,
    })),
    countries: counts(rows.map((row) => row.country)).map(([country, recovered]) => ({
      country,
      recovered,
      traced: of((row) => row.country === country && row.outcome === 'traced'),
    })),
    timeToCrime: { known: days.length, medianDays: medianOf(days), bands: bandsOf(days) },
  }
}

function counts<T extends string | null>(values: readonly T[]): [T, number][] {
  return [...Map.groupBy(values, (value) => value)]
    .map(([value, group]): [T, number] => [value, group.length])
    .toSorted((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])))
}

function medianOf(sorted: readonly number[]): number | null {
  const half = sorted.length >> 1
  const [low, high] = [sorted[half - 1], sorted[half]]
  if (high === undefined) return null
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2
}

function bandsOf(days: readonly number[]): Statistics['timeToCrime']['bands'] {
  const bounds = [...BANDS_YEARS.map((years) => years * YEAR_DAYS), Number.POSITIVE_INFINITY]
  return bounds.map((bound, i) => ({
    upToYears: BANDS_YEARS[i] ?? null,
    firearms: days.filter((d) => d <= bound && d > (i === 0 ? -1 : (bounds[i - 1] ?? 0))).length,
  }))
}
