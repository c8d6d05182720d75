import { createActivityReader, type ReadActivity, type ReadFault } from '@basinet/iati/activity'
import { ALPHA2 } from '../contract/nations.ts'
import type { ActivityFacts } from '../contract/partner-activity.ts'
import { addDecimals } from '../group.ts'

/** Why an activity cannot be taken, or what of it is left out; the words are the screen's. */
interface Finding {
  readonly code:
    | 'no-identifier'
    | 'no-title'
    | 'no-donor'
    | 'twice'
    | 'no-partner'
    | 'amount'
    | 'currency'
    | 'transaction-type'
    | 'area-unknown'
    | 'long'
  /** What stood there. */
  readonly value: string
  readonly line: number
}

export interface Previewed {
  readonly line: number
  readonly title: string
  readonly identifier: string
  /** Null: it cannot be taken, and the findings say why. */
  readonly facts: ActivityFacts | null
  readonly findings: readonly Finding[]
}

export interface Preview {
  readonly activities: readonly Previewed[]
  /** Where the file could not be read any further. */
  readonly fault: ReadFault | null
  /** Activities past the bound, not read. */
  readonly more: number
}

const ACTIVITIES_MAX = 20_000
/** Codelist Region: Caribbean, regional (1031), and the West Indies' code before 2018 (380). */
const REGIONS = new Set(['1031', '380'])
const NATIONS = new Map(
  Object.entries(ALPHA2).flatMap(
    ([three, two]) =>
      [
        [two, three],
        [three, three],
      ] as const,
  ),
)
type Area = NonNullable<ActivityFacts['area']>
/** DAC CRS purpose codes by area of assistance [codelist Sector]; what a code does not tell, a person says. */
const AREA_OF: Readonly<Record<string, Area>> = {
  '15210': 'maritime', // Security system management and reform
  '15132': 'law-enforcement', // Police
  '15113': 'law-enforcement', // Anti-corruption organisations and institutions
  '16063': 'law-enforcement', // Narcotics control
  '15136': 'borders', // Immigration
  '15240': 'borders', // Reintegration and SALW control
  '33120': 'borders', // Trade facilitation
  '15130': 'justice', // Legal and judicial development
  '15131': 'justice', // Justice, law and order policy, planning and administration
  '15134': 'justice', // Judicial affairs
  '15137': 'justice', // Prisons
  '16015': 'prevention', // Social services incl. youth development
  '11330': 'prevention', // Vocational training
  '11231': 'prevention', // Basic life skills for youth
  '16020': 'prevention', // Employment creation
}
/** Codelist TransactionType: outgoing commitment, disbursement, expenditure. What comes in is another's disbursement. */
const KINDS: Readonly<Record<string, ActivityFacts['amounts'][number]['kind'] | null>> = {
  '1': null,
  '2': 'commitment',
  '3': 'disbursement',
  '4': 'expenditure',
  '11': null,
  '12': null,
  '13': null,
}

/** Reads a file of others and says of every activity whether it can be taken, as what, and what of it is left out. */
export async function previewActivities(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Preview> {
  const activities: Previewed[] = []
  const seen = new Set<string>()
  let more = 0
  const reader = createActivityReader((read) => {
    if (activities.length === ACTIVITIES_MAX) more++
    else activities.push(previewed(read, seen))
  })
  for await (const chunk of chunks) reader.push(chunk)
  return { activities, fault: reader.end(), more }
}

function previewed(read: ReadActivity, seen: Set<string>): Previewed {
  const findings: Finding[] = []
  const find = (code: Finding['code'], value: string, line = read.line): void => {
    findings.push({ code, value: value.slice(0, 120), line })
  }
  const { line, identifier, title } = read
  const donor = read.participating.find((o) => o.role === '1' && o.name !== '')?.name ?? read.reporting.name
  if (identifier === '') find('no-identifier', '')
  else if (seen.has(identifier)) find('twice', identifier)
  seen.add(identifier)
  if (title === '') find('no-title', '')
  if (donor === '') find('no-donor', read.reporting.ref)
  if (identifier.length > 200) find('long', identifier)
  const nations = nationsOf(read)
  const regional = read.regions.some((r) => r.vocabulary === '1' && REGIONS.has(r.code))
  if (nations.length === 0 && !regional)
    find('no-partner', [...read.countries, ...read.regions].map((p) => p.code).join(' '))
  const blocked = findings.length > 0
  const { amounts, wrong } = amountsOf(read)
  findings.push(...wrong)
  const area = areaOf(read)
  if (!blocked && area === null) find('area-unknown', read.sectors.map((s) => s.code).join(' '))
  const facts: ActivityFacts = {
    identifier,
    title: title.slice(0, 300),
    publisher: (read.reporting.name || read.reporting.ref || donor).slice(0, 200),
    donor: donor.slice(0, 200),
    nations,
    regional,
    area,
    sectors: [...new Set(read.sectors.map((s) => s.code).filter((c) => c !== ''))].slice(0, 60),
    status: read.status === '' ? null : read.status.slice(0, 20),
    from: dayOf(read.dates['2'] ?? read.dates['1']),
    until: dayOf(read.dates['4'] ?? read.dates['3']),
    amounts,
    updated: dayOf(read.updated),
  }
  return { line, title, identifier, facts: blocked ? null : facts, findings }
}

function nationsOf({ countries }: ReadActivity): ActivityFacts['nations'] {
  const found = new Map<string, number | null>()
  for (const { code, percentage } of countries) {
    const nation = NATIONS.get(code.toUpperCase())
    const fits = percentage !== null && percentage >= 0 && percentage <= 100
    if (nation !== undefined && !found.has(nation)) found.set(nation, fits ? percentage : null)
  }
  return [...found].map(([nation, percentage]) => ({ nation, percentage }))
}

/** The area all its purpose codes name; null where they name none or several. */
function areaOf({ sectors }: ReadActivity): Area | null {
  const areas = new Set(sectors.filter((s) => s.vocabulary === '1').map((s) => AREA_OF[s.code] ?? null))
  const [only] = areas
  return areas.size === 1 ? (only ?? null) : null
}

function dayOf(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return null
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : null
}

const DECIMAL = /^-?(0|[1-9]\d{0,14})([.]\d{1,4})?$/

/** An xsd:decimal as the ledger writes one: no plus, no zeros in front or past the fourth place. */
const plain = (text: string): string =>
  text
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/\.$/, '')
    .replace(/(\.\d{4})0+$/, '$1')

/** Sums a kind and a currency each; an amount that is none is told and left out, with its line. */
function amountsOf(read: ReadActivity): { amounts: ActivityFacts['amounts']; wrong: Finding[] } {
  const wrong: Finding[] = []
  const found = new Map<
    string,
    { kind: ActivityFacts['amounts'][number]['kind']; currency: string; amounts: string[] }
  >()
  const add = (
    kind: ActivityFacts['amounts'][number]['kind'],
    money: ReadActivity['budgets'][number] | ReadActivity['transactions'][number],
  ): void => {
    const { currency, line } = money
    // The schema's decimal may be written with zeros in front, or with a plus.
    const amount = plain(money.amount)
    if (!DECIMAL.test(amount)) wrong.push({ code: 'amount', value: money.amount.slice(0, 60), line })
    else if (!/^[A-Z]{3}$/.test(currency))
      wrong.push({ code: 'currency', value: currency.slice(0, 20), line })
    else {
      const key = `${kind} ${currency}`
      const held = found.get(key) ?? { kind, currency, amounts: [] }
      held.amounts.push(amount)
      found.set(key, held)
    }
  }
  for (const transaction of read.transactions) {
    const kind = KINDS[transaction.type]
    if (kind === undefined)
      wrong.push({ code: 'transaction-type', value: transaction.type, line: transaction.line })
    else if (kind !== null) add(kind, transaction)
  }
  for (const budget of read.budgets) add('budget', budget)
  const amounts = [...found.values()].map(({ kind, currency, amounts: of }) => ({
    kind,
    currency,
    amount: addDecimals(of),
    count: of.length,
  }))
  return { amounts, wrong }
}
