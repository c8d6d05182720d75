import { PARTNERS, rollUp, type Published, type Rolled } from '@basinet/results/contract'
import type { Sources } from './amount.ts'
import { localeOf, nationName, say, type Language } from './language.ts'

/** A public result as read, of which only what its own nation published, in force, may be told. */
export interface ReadResult {
  readonly id: string
  readonly body: Published
  readonly label: { readonly class: string; readonly exercise: boolean; readonly owner: string }
}

/** One period of a chart. */
interface ResultPoint {
  readonly period: string
  /** Height of its bar; null: too few persons to be told, or not to be added. */
  readonly value: number | null
  /** As it is read, e.g. "62.5 % (10 of 16)". */
  readonly text: string
  readonly source: number
  /** Records it stands in. */
  readonly records: readonly string[]
}

/** A result over its last periods, oldest first. */
export interface ResultChart {
  readonly code: string
  readonly title: string
  readonly unit: string
  readonly goal: Published['goal']
  readonly points: readonly ResultPoint[]
  /** What the last period is held against, or who of the region is missing from it; '' for nothing. */
  readonly note: string
}

const PERIODS_MAX = 8
const GOALS = ['trafficking', 'safety', 'social-justice'] as const

/**
 * Charts of what a nation published, or of the region rolled up (IATI has no roll-up: shares are sums of both parts, what must not
 * be added is not). A nation that published nothing is named as missing, never zero. One result of each goal comes first, so that a
 * sheet which has room for few tells of each.
 */
export function chartsOf(
  place: string,
  language: Language,
  read: readonly ReadResult[],
  exercise: boolean,
  sources: Sources,
): ResultChart[] {
  const told = read.filter(
    ({ label, body }) =>
      label.class === 'public' &&
      label.exercise === exercise &&
      label.owner === body.nation &&
      body.state === 'published' &&
      (place === 'REGION' || body.nation === place),
  )
  const charts = [...Map.groupBy(told, ({ body }) => body.code)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([code, own]) => chartOf(place, language, code, own, sources))
  return inTurns(charts)
}

/** The first of each goal, then the second of each, and so on. */
function inTurns(charts: readonly ResultChart[]): ResultChart[] {
  const rows = GOALS.map((goal) => charts.filter((chart) => chart.goal === goal))
  const longest = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: longest }, (_, n) => rows.flatMap((row) => row[n] ?? [])).flat()
}

function chartOf(
  place: string,
  language: Language,
  code: string,
  own: readonly ReadResult[],
  sources: Sources,
): ResultChart[] {
  const periods = [...Map.groupBy(own, ({ body }) => body.period)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(-PERIODS_MAX)
  const last = periods.at(-1)?.[1] ?? []
  const [{ body: newest } = { body: undefined }] = last
  if (newest === undefined) return []
  const points = periods.map(([period, records]) => ({
    period,
    ...(place === 'REGION' ? rolled(language, records) : single(language, records)),
    source: sources.number(sourceOf(language, place, code, records)),
    records: records.map((r) => r.id),
  }))
  const { title, unit, goal, target } = newest
  const number = (n: number): string => numberOf(language, n)
  const note =
    place === 'REGION'
      ? missing(language, last)
      : target === null
        ? ''
        : say(language, 'target', { n: number(target) })
  return [{ code, title, unit, goal, points, note }]
}

const numberOf = (language: Language, n: number): string =>
  new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 })
    .format(n)
    // A narrow no-break space is in no standard font.
    .replaceAll(/[\u202f\u00a0]/g, ' ')

type Told = Pick<ResultPoint, 'value' | 'text'>

/** A nation has one value of a period; where two are in force neither is preferred, and none is told. */
function single(language: Language, records: readonly ReadResult[]): Told {
  const [{ body } = { body: undefined }, another] = records
  if (body === undefined || another !== undefined) return { value: null, text: say(language, 'twoValues') }
  if (body.numerator === null || (body.aggregation === 'ratio' && body.denominator === null))
    return { value: null, text: say(language, 'tooFew') }
  return body.aggregation === 'ratio'
    ? share(language, body.numerator, body.denominator ?? 0)
    : { value: body.numerator, text: numberOf(language, body.numerator) }
}

function share(language: Language, numerator: number, denominator: number): Told {
  const of = say(language, 'of', { n: numberOf(language, numerator), of: numberOf(language, denominator) })
  if (denominator === 0) return { value: null, text: of }
  const percent = (numerator / denominator) * 100
  return { value: percent, text: `${numberOf(language, percent)} % (${of})` }
}

function rolled(language: Language, records: readonly ReadResult[]): Told {
  const [{ body: first } = { body: undefined }] = records
  if (first === undefined) throw new Error('BUG: a period without a record')
  const counted = records.flatMap(({ id, body }) => {
    const { numerator, denominator, nation, period, code } = body
    const ratio = first.aggregation === 'ratio'
    if (numerator === null || (ratio && denominator === null)) return []
    const total = ratio ? { numerator, denominator: denominator ?? 0 } : numerator
    return [{ id, indicator: code, nation, period, total, cells: [] }]
  })
  const indicator = { id: first.code, name: first.title, aggregation: first.aggregation, dimensions: [] }
  const { region } = rollUp(indicator, counted, PARTNERS)
  return told(language, region)
}

function told(language: Language, region: Rolled): Told {
  switch (region.kind) {
    case 'sum':
      return { value: region.value, text: numberOf(language, region.value) }
    case 'ratio':
      return share(language, region.numerator, region.denominator)
    case 'refused':
      return { value: null, text: say(language, 'notAdded') }
    default:
      return { value: null, text: say(language, 'tooFew') }
  }
}

function missing(language: Language, last: readonly ReadResult[]): string {
  const told = new Set(last.filter(({ body }) => body.numerator !== null).map(({ body }) => body.nation))
  const absent = PARTNERS.filter((nation) => !told.has(nation))
  if (absent.length === 0 || told.size === 0) return ''
  return say(language, 'missing', {
    n: String(PARTNERS.length - absent.length),
    of: String(PARTNERS.length),
    who: absent.join(' '),
  })
}

/** Whose figure it is, what it stands on and when it was released. '' where a record says nothing: it cannot be printed. */
function sourceOf(language: Language, place: string, code: string, records: readonly ReadResult[]): string {
  const stands = [...new Set(records.map(({ body }) => body.source.trim()))]
  if (stands.includes('')) return ''
  const who = place === 'REGION' ? say(language, 'ownWords') : nationName(language, place)
  const day = records.reduce((newest, { body }) => (body.releasedOn > newest ? body.releasedOn : newest), '')
  return `${who}, ${code}: ${stands.join('; ')} (${day})`
}
