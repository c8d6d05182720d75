import { daysOf, type Published } from '@basinet/results/contract'
import { ALPHA2 } from '../contract/nations.ts'
import { reporting, SECTOR, type Publisher } from './publish.ts'
import { element, narrative, type Element } from './xml.ts'

/** Codelist IndicatorMeasure. */
const UNIT = '1'
const PERCENTAGE = '2'
/** Codelist ResultType: the public record does not say whether it is an output or an outcome. */
const OTHER = '9'

/**
 * One activity a nation and area that holds what the nation published of its results: no instrument is said to have brought them
 * about. A value that is withheld from the public is not there. Only public records of the nation's own may be given here.
 */
export function resultActivities(
  publisher: Publisher,
  results: readonly Published[],
  today: string,
): Element[] {
  const told = results.filter((r) => valueOf(r) !== null && ALPHA2[r.nation] !== undefined)
  return [...Map.groupBy(told, (r) => `${r.nation}-${r.area}`)].map(([key, own]) =>
    activityOf(publisher, key, own, today),
  )
}

function valueOf({ aggregation, numerator, denominator }: Published): string | null {
  if (numerator === null) return null
  if (aggregation !== 'ratio') return plain(numerator)
  return denominator === null || denominator === 0 ? null : plain((numerator / denominator) * 100)
}

/** A number as xsd:decimal takes it: no exponent. */
const plain = (n: number): string => String(Math.round(n * 1e4) / 1e4)

function activityOf(publisher: Publisher, key: string, own: readonly Published[], today: string): Element {
  const [first] = own
  if (first === undefined) throw new Error('BUG: a group without a result')
  const days = own.map((r) => daysOf(r.period))
  const from = days.map((d) => d.from).toSorted()[0] ?? today
  const until =
    days
      .map((d) => d.until)
      .toSorted()
      .at(-1) ?? today
  const released =
    own
      .map((r) => r.releasedOn)
      .toSorted()
      .at(-1) ?? today
  const title = `Results, ${first.nation}, ${first.area}`
  return element(
    'iati-activity',
    { 'last-updated-datetime': `${released}T00:00:00Z`, 'xml:lang': 'en', 'default-currency': 'USD' },
    [
      element('iati-identifier', {}, `${publisher.ref}-RESULTS-${key}`),
      reporting(publisher),
      element('title', {}, narrative(title)),
      element('description', { type: '1' }, narrative(`${title}: indicators as the nation published them`)),
      element('participating-org', { role: '2', type: publisher.type }, narrative(publisher.name)),
      element('activity-status', { code: '2' }),
      element('activity-date', { type: '1', 'iso-date': from }),
      ...(from <= today ? [element('activity-date', { type: '2', 'iso-date': from })] : []),
      element('activity-date', { type: '3', 'iso-date': until }),
      element('recipient-country', { code: ALPHA2[first.nation] }),
      element('sector', { vocabulary: '1', code: SECTOR[first.area] }),
      ...[...Map.groupBy(own, (r) => r.code)].map(([code, values]) => resultOf(code, values)),
    ],
  )
}

function resultOf(code: string, values: readonly Published[]): Element {
  const sorted = values.toSorted((a, b) => (a.period < b.period ? -1 : 1))
  const [first] = sorted
  if (first === undefined) throw new Error('BUG: an indicator without a value')
  return element('result', { type: OTHER, 'aggregation-status': first.aggregation === 'never' ? '0' : '1' }, [
    element('title', {}, narrative(first.title)),
    element('indicator', { measure: first.aggregation === 'ratio' ? PERCENTAGE : UNIT }, [
      element('title', {}, narrative(`${code} (${first.unit})`)),
      ...sorted.map(periodOf),
    ]),
  ])
}

function periodOf(value: Published): Element {
  const { from, until } = daysOf(value.period)
  return element('period', {}, [
    element('period-start', { 'iso-date': from }),
    element('period-end', { 'iso-date': until }),
    ...(value.target === null ? [] : [element('target', { value: plain(value.target) })]),
    element('actual', { value: valueOf(value) ?? undefined }, [
      element('comment', {}, narrative(value.source)),
    ]),
  ])
}
