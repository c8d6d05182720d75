import type { Instrument } from '../contract/instrument.ts'
import type { LedgerEntry } from '../contract/ledger-entry.ts'
import { ALPHA2 } from '../contract/nations.ts'
import { element, narrative, xmlOf, type Element } from './xml.ts'

/** Who publishes: identifier in the IATI registry's form, its name, and its kind (codelist OrganisationType). */
export interface Publisher {
  readonly ref: string
  readonly name: string
  readonly type: string
}

export interface Activity {
  readonly id: string
  readonly body: Instrument
  readonly updatedAt: string
  readonly entries: readonly { readonly id: string; readonly body: LedgerEntry }[]
}

/** OECD DAC CRS purpose codes [codelist Sector, vocabulary 1]. */
export const SECTOR: Readonly<Record<Instrument['area'], string>> = {
  maritime: '15210', // Security system management and reform
  'law-enforcement': '15132', // Police
  borders: '15136', // Immigration
  justice: '15134', // Judicial affairs
  prevention: '16015', // Social services, incl. youth development
}
/** Codelist Region, vocabulary 1: Caribbean, regional. */
const REGION = '1031'
/** Codelist TransactionType. Committed and allocated are announcements of the same money and are not published beside it. */
const TRANSACTION: Readonly<Partial<Record<LedgerEntry['basis'], string>>> = {
  obligated: '2',
  disbursed: '3',
  expended: '4',
}
/** Codelist ActivityStatus. */
const STATUS = { draft: '1', active: '2', closed: '4' } as const
/**
 * IATI 2.03 activities file of instruments in force or closed and the exact single amounts under them, each with the day of its
 * document. What has no day is left out: IATI has no transaction without one. Only public records may be given here.
 * @param others activities made elsewhere, such as those that hold results
 */
export function activitiesFile(
  publisher: Publisher,
  activities: readonly Activity[],
  now: Date,
  others: readonly Element[] = [],
): string {
  const root = element('iati-activities', { version: '2.03', 'generated-datetime': now.toISOString() }, [
    ...activities.map((activity) => activityOf(publisher, activity, now.toISOString().slice(0, 10))),
    ...others,
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(root)}`
}

function activityOf(publisher: Publisher, { body, updatedAt, entries }: Activity, today: string): Element {
  const country = body.nation === null ? undefined : ALPHA2[body.nation]
  const date = (type: string, day: string): Element[] => [element('activity-date', { type, 'iso-date': day })]
  return element(
    'iati-activity',
    { 'last-updated-datetime': updatedAt, 'xml:lang': 'en', 'default-currency': body.currency },
    [
      element('iati-identifier', {}, `${publisher.ref}-${body.reference.replaceAll(/[^A-Za-z0-9-]/g, '-')}`),
      reporting(publisher),
      element('title', {}, narrative(body.purpose.slice(0, 140))),
      element('description', { type: '1' }, narrative(body.purpose)),
      element('participating-org', { role: '1', type: '10' }, narrative(body.donor)),
      element('participating-org', { role: '4' }, narrative(body.implementer)),
      element('activity-status', { code: STATUS[body.state] }),
      ...date('1', body.performanceFrom),
      ...(body.performanceFrom <= today ? date('2', body.performanceFrom) : []),
      ...date('3', body.performanceUntil),
      country === undefined
        ? element('recipient-region', { code: REGION, vocabulary: '1' })
        : element('recipient-country', { code: country }),
      element('sector', { vocabulary: '1', code: SECTOR[body.area] }),
      ...budgetOf(body),
      ...entries.flatMap(({ body: entry }) => transactionOf(entry)),
    ],
  )
}

const YEAR_DAYS = 366
const DAY_MS = 86_400_000

/** The ceiling as the budget of its period, where that is a year at most (ruleset 7.5.3); of a longer one no source tells the years. */
function budgetOf({
  ceiling,
  currency,
  performanceFrom: from,
  performanceUntil: until,
}: Instrument): Element[] {
  if ((Date.parse(until) - Date.parse(from)) / DAY_MS + 1 > YEAR_DAYS) return []
  return [
    element('budget', { type: '1', status: '2' }, [
      element('period-start', { 'iso-date': from }),
      element('period-end', { 'iso-date': until }),
      element('value', { currency, 'value-date': from }, ceiling),
    ]),
  ]
}

function transactionOf(entry: LedgerEntry): Element[] {
  const code = TRANSACTION[entry.basis]
  const { date } = entry.source
  if (code === undefined || date === null || entry.span !== 'single' || entry.qualifier !== 'exact') return []
  return [
    element('transaction', { ref: entry.reference }, [
      element('transaction-type', { code }),
      element('transaction-date', { 'iso-date': date }),
      element('value', { currency: entry.currency, 'value-date': date }, entry.amount),
      element('description', {}, narrative(entry.source.document)),
      element('provider-org', {}, narrative(entry.donor)),
      ...(entry.implementer === null ? [] : [element('receiver-org', {}, narrative(entry.implementer))]),
    ]),
  ]
}

export const reporting = ({ ref, type, name }: Publisher): Element =>
  element('reporting-org', { ref, type }, narrative(name))

/** IATI 2.03 organisation file of the publisher. */
export function organisationFile(publisher: Publisher, now: Date): string {
  const at = now.toISOString()
  const root = element('iati-organisations', { version: '2.03', 'generated-datetime': at }, [
    element('iati-organisation', { 'last-updated-datetime': at, 'xml:lang': 'en' }, [
      element('organisation-identifier', {}, publisher.ref),
      element('name', {}, narrative(publisher.name)),
      reporting(publisher),
    ]),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(root)}`
}
