import { childrenOf, firstText, textOf, type XmlNode } from './node.ts'

interface Organisation {
  readonly ref: string
  readonly name: string
}

/** A share of a country, region or sector; null: not said. */
interface Part {
  readonly code: string
  readonly vocabulary: string
  readonly percentage: number | null
}

interface Money {
  /** As it is written; not checked to be a number. */
  readonly amount: string
  readonly currency: string
  readonly date: string
  readonly line: number
}

interface Transaction extends Money {
  /** Code of TransactionType in 2.x; 1.x's letters and words are told in it. */
  readonly type: string
  readonly ref: string
  readonly provider: string
  readonly receiver: string
}

interface Budget extends Money {
  readonly until: string
}

/** What an activity of others says, as far as it says it; '' where it does not. */
export interface ReadActivity {
  readonly line: number
  readonly identifier: string
  readonly updated: string
  readonly reporting: Organisation
  readonly title: string
  readonly description: string
  /** Code of ActivityStatus. */
  readonly status: string
  readonly participating: readonly (Organisation & { readonly role: string })[]
  /** Days by code of ActivityDateType: 1 and 2 start, 3 and 4 end, planned and actual. */
  readonly dates: Readonly<Record<string, string>>
  readonly countries: readonly Part[]
  readonly regions: readonly Part[]
  readonly sectors: readonly Part[]
  readonly transactions: readonly Transaction[]
  readonly budgets: readonly Budget[]
  readonly results: number
}

/** 1.x words and letters in the codes of 2.x [IATI upgrade 2.01: numeric codes]. */
const DATES: Readonly<Record<string, string>> = {
  'start-planned': '1',
  'start-actual': '2',
  'end-planned': '3',
  'end-actual': '4',
}
const ROLES: Readonly<Record<string, string>> = {
  Funding: '1',
  Accountable: '2',
  Extending: '3',
  Implementing: '4',
}
const TRANSACTIONS: Readonly<Record<string, string>> = {
  IF: '1',
  C: '2',
  D: '3',
  E: '4',
  IR: '5',
  LR: '6',
  R: '7',
  QP: '8',
  QS: '9',
  CG: '10',
}

export function activityOf(node: XmlNode): ReadActivity {
  const currency = node.attributes['default-currency'] ?? ''
  const transactions = childrenOf(node, 'transaction')
  const parts = (name: string, defaultVocabulary: string): Part[] => {
    const own = childrenOf(node, name)
    // 2.x may say place and sector of each transaction instead; the same is said once.
    const all = own.length > 0 ? own : transactions.flatMap((t) => childrenOf(t, name))
    const told = all.map((child) => partOf(child, defaultVocabulary, own.length > 0))
    return [...new Map(told.map((part) => [JSON.stringify(part), part])).values()]
  }
  return {
    line: node.line,
    identifier: firstText(node, 'iati-identifier'),
    updated: (node.attributes['last-updated-datetime'] ?? '').slice(0, 10),
    reporting: organisationOf(node.children.find((child) => child.name === 'reporting-org')),
    title: firstText(node, 'title'),
    description: firstText(node, 'description'),
    status: node.children.find((child) => child.name === 'activity-status')?.attributes['code'] ?? '',
    participating: childrenOf(node, 'participating-org').map((child) => {
      const role = child.attributes['role'] ?? ''
      return { ...organisationOf(child), role: ROLES[role] ?? role }
    }),
    dates: datesOf(node),
    countries: parts('recipient-country', ''),
    regions: parts('recipient-region', '1'),
    sectors: parts('sector', '1'),
    transactions: transactions.map((child) => transactionOf(child, currency)),
    budgets: childrenOf(node, 'budget').map((child) => budgetOf(child, currency)),
    results: childrenOf(node, 'result').length,
  }
}

function organisationOf(node: XmlNode | undefined): Organisation {
  return { ref: node?.attributes['ref'] ?? '', name: textOf(node) }
}

function partOf(node: XmlNode, defaultVocabulary: string, ofActivity: boolean): Part {
  const percentage = Number(node.attributes['percentage'] ?? Number.NaN)
  const vocabulary = node.attributes['vocabulary'] ?? ''
  return {
    code: (node.attributes['code'] ?? '').trim(),
    vocabulary: vocabulary === '' || vocabulary === 'DAC' ? defaultVocabulary : vocabulary,
    percentage: ofActivity && Number.isFinite(percentage) ? percentage : null,
  }
}

function datesOf(node: XmlNode): Record<string, string> {
  const dates: Record<string, string> = {}
  for (const child of childrenOf(node, 'activity-date')) {
    const type = child.attributes['type'] ?? ''
    const day = child.attributes['iso-date'] ?? ''
    if (day !== '') dates[DATES[type] ?? type] ??= day.slice(0, 10)
  }
  return dates
}

function moneyOf(node: XmlNode, currency: string): Money {
  const value = node.children.find((child) => child.name === 'value')
  return {
    amount: (value?.text ?? '').trim(),
    currency: value?.attributes['currency'] ?? currency,
    date: value?.attributes['value-date'] ?? '',
    line: node.line,
  }
}

function transactionOf(node: XmlNode, currency: string): Transaction {
  const code = node.children.find((child) => child.name === 'transaction-type')?.attributes['code'] ?? ''
  const day = node.children.find((child) => child.name === 'transaction-date')?.attributes['iso-date']
  const money = moneyOf(node, currency)
  return {
    ...money,
    date: day ?? money.date,
    type: TRANSACTIONS[code] ?? code,
    ref: node.attributes['ref'] ?? '',
    provider: firstText(node, 'provider-org'),
    receiver: firstText(node, 'receiver-org'),
  }
}

function budgetOf(node: XmlNode, currency: string): Budget {
  const day = (name: string): string =>
    node.children.find((child) => child.name === name)?.attributes['iso-date'] ?? ''
  return { ...moneyOf(node, currency), date: day('period-start'), until: day('period-end') }
}
