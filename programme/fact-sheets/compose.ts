import { AREAS } from '@basinet/funding/contract'
import { printable, Sources, sourceText, type PrintedAmount, type PublicEntry } from './amount.ts'
import { ledgerWord, localeOf, nationName, say, type Language } from './language.ts'
import { chartsOf, type ReadResult, type ResultChart } from './results.ts'
import { BENEFITS_OF, STATEMENT_SOURCE, STATEMENTS, type Section, type Statement } from './statements.ts'

export interface Item {
  readonly id: string
  readonly heading: string | null
  readonly text: string
  /** Amounts of it; null: the item has none to have. Empty: none is published. */
  readonly amounts: readonly PrintedAmount[] | null
}

/** One figure of the chart; a year whose sources disagree has several. */
export interface Bar {
  readonly year: number
  readonly millions: number
  /** As it is read, e.g. "at least 37 (sourced)". */
  readonly text: string
  readonly source: number
  /** Record it stands in. */
  readonly record: string
}

/** A fact sheet before it is drawn: what the web page and the PDF both say. */
export interface Sheet {
  readonly nation: string
  readonly language: Language
  readonly title: string
  readonly subtitle: string
  readonly place: string
  readonly edition: string
  /** What every page of an exercise's sheet bears; absent from one in earnest. */
  readonly mark?: string
  /** Says that it is an exercise, and that no named speaker has reviewed the translation; '' where neither is so. */
  readonly draft: string
  readonly statementSource: number
  readonly sections: readonly {
    readonly id: Section
    readonly heading: string
    readonly items: readonly Item[]
  }[]
  readonly totals: readonly PrintedAmount[]
  readonly bars: readonly Bar[]
  /** What was achieved, from the public record of results; empty: nothing is published. */
  readonly results: readonly ResultChart[]
  readonly sources: readonly string[]
}

/** Public records a sheet is built of. */
export interface SheetRecords {
  readonly entries: readonly ReadEntry[]
  readonly results: readonly ReadResult[]
}

/** A record as read, of which only public ones that are no exercise may be told. */
export interface ReadEntry extends PublicEntry {
  readonly label: { readonly class: string; readonly exercise: boolean }
}

/**
 * The sheet of a nation (or `REGION`) from ledger entries and results: only those labelled public, in force, and no exercise. An area or
 * benefit without a public amount says so; nothing is added up. `exercise`: the sheet of an exercise, of exercise records alone, marked
 * on every page; exercises and records in earnest are never on one sheet.
 */
export function composeSheet(
  nation: string,
  language: Language,
  read: SheetRecords,
  today: string,
  exercise = false,
): Sheet {
  const entries = read.entries.filter(
    (e) => e.label.class === 'public' && e.label.exercise === exercise && e.body.state === 'posted',
  )
  const sources = new Sources()
  const statementSource = sources.number(STATEMENT_SOURCE)
  const region = nation === 'REGION'
  const own = region ? null : nation
  const words = (key: Parameters<typeof say>[1], fill?: Record<string, string>): string =>
    say(language, key, fill)
  const itemOf = (s: Statement): Item => ({
    id: s.id,
    heading: s.heading?.[language] ?? null,
    text: s.text[language],
    amounts:
      s.section === 'areas' || s.section === 'benefits'
        ? amountsOf(s, entries, own, language, sources)
        : null,
  })
  const of = (section: Section): Item[] => STATEMENTS.filter((s) => s.section === section).map(itemOf)
  const section = (id: Section, heading: string, items = of(id)): Sheet['sections'][number] => ({
    id,
    heading,
    items,
  })
  const whole = entries.filter((e) => e.body.area === null && e.body.nation === null)
  const totals = whole
    .filter((e) => e.body.span !== 'annual')
    .toSorted(
      (a, b) =>
        (a.body.yearUntil ?? 9999) - (b.body.yearUntil ?? 9999) ||
        compareText(a.body.reference, b.body.reference),
    )
    .map((e) => printable(e, language, sources))
  return {
    nation,
    language,
    title: words('title'),
    subtitle: words('subtitle'),
    place: region ? words('region') : nationName(language, nation),
    edition: words('edition', { day: today }),
    ...(exercise ? { mark: words('exercise') } : {}),
    draft: [exercise ? words('exercise') : '', words('draft')].filter(Boolean).join(' · '),
    statementSource,
    sections: [
      section('partnership', words('subtitle')),
      section('goals', words('goals')),
      section('priorities', words('priorities')),
      section('cooperation', ''),
      section('support', words('support')),
      section('areas', words('areas')),
      ...(nation === BENEFITS_OF ? [section('benefits', words('benefits'))] : []),
      section('more', ''),
    ],
    totals,
    bars: barsOf(whole, language, sources),
    results: chartsOf(nation, language, read.results, exercise, sources),
    sources: sources.list(),
  }
}

/** Public amounts of an area for the nation; a benefit has those that name its area and the nation. */
function amountsOf(
  statement: Statement,
  entries: readonly PublicEntry[],
  nation: string | null,
  language: Language,
  sources: Sources,
): PrintedAmount[] {
  if (statement.area === null || !(AREAS as readonly string[]).includes(statement.area)) return []
  const benefit = statement.section === 'benefits'
  return entries
    .filter(
      (e) =>
        e.body.area === statement.area && (e.body.nation === nation || (!benefit && e.body.nation === null)),
    )
    .map((e) => {
      const amount = printable(e, language, sources)
      return e.body.implementer === null
        ? amount
        : { ...amount, text: `${e.body.implementer}: ${amount.text}` }
    })
}

const MILLION = 1_000_000

function barsOf(entries: readonly PublicEntry[], language: Language, sources: Sources): Bar[] {
  return entries
    .filter(
      ({ body: b }) =>
        b.basis === 'appropriated' && b.span === 'annual' && b.account === 'all' && b.currency === 'USD',
    )
    .toSorted(
      (a, b) =>
        (a.body.yearFrom ?? 0) - (b.body.yearFrom ?? 0) || compareText(a.body.reference, b.body.reference),
    )
    .map(({ id, body }) => {
      const millions = Number(body.amount) / MILLION
      const exact =
        body.qualifier === 'exact' ? '' : `${ledgerWord(language, `qualifier.${body.qualifier}`)} `
      const value = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 }).format(millions)
      return {
        year: body.yearFrom ?? 0,
        millions,
        text: `${exact}${value} (${ledgerWord(language, `status.${body.status}`)})`,
        source: sources.number(sourceText(body)),
        record: id,
      }
    })
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What an item prints where it has amounts or none is published. */
export function amountLine(item: Item, language: Language): string | null {
  if (item.amounts === null) return null
  const label = say(language, 'amount')
  if (item.amounts.length === 0) return `${label}: ${say(language, 'notPublished')}`
  return `${label}: ${item.amounts.map((a) => `${a.text} [${a.source}]`).join('; ')}`
}

/** Every published result of a sheet with what is printed of it, once each. */
export function resultFiguresOf(sheet: Sheet): { entry: string; printed: string }[] {
  return sheet.results.flatMap(({ code, unit, points }) =>
    points.flatMap(({ period, text, records }) =>
      records.map((entry) => ({ entry, printed: `${code} ${period}: ${text}, ${unit}`.slice(0, 600) })),
    ),
  )
}

/** Every figure of a sheet with the record it stands in, once each. */
export function figuresOf(sheet: Sheet): { entry: string; printed: string }[] {
  const items = sheet.sections.flatMap((section) => section.items.flatMap((item) => item.amounts ?? []))
  const bars = sheet.bars.map((bar) => ({ record: bar.record, text: `FY${bar.year}: ${bar.text}` }))
  const found = new Map<string, string>()
  for (const { record, text } of [...sheet.totals, ...items, ...bars])
    if (!found.has(record)) found.set(record, text.slice(0, 600))
  return [...found].map(([entry, printed]) => ({ entry, printed }))
}
