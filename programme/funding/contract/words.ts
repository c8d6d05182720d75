import { Type } from 'typebox'
import { Ref } from '@basinet/kernel/contract'

export const CAPABILITY = 'funding'
export const LINE = 'programme'
/** Posts to the ledger and keeps the instruments. */
export const OFFICER = 'programme-officer'
/** Checks what another has posted. */
export const CONTROLLER = 'programme-controller'
export const AUDITOR = 'auditor'
/** The node's own hand when it shows a donor what that donor funds: nobody is given it. */
export const PORTAL = 'donor-portal'

/** What an amount says was done with the money. Amounts of different bases are never added. */
export const BASES = [
  'requested',
  'authorisation-proposed',
  'appropriated',
  'allocated',
  'committed',
  'obligated',
  'disbursed',
  'expended',
  'pledged',
  'provided',
  'estimated',
  'invested',
] as const
/** One fiscal year; all years of the span at once, never added to years; a sum for one purpose. */
const SPANS = ['annual', 'cumulative', 'single'] as const
const QUALIFIERS = ['exact', 'about', 'at-least', 'more-than'] as const
/** `as-stated`: in a source whose date or meaning is not certain. */
const STATUSES = ['sourced', 'derived', 'as-stated', 'conflicting'] as const
/** US foreign assistance accounts of the initiative [GAO-13-367R], `all` of them together, or another donor's. */
export const ACCOUNTS = ['INCLE', 'NADR', 'FMF', 'ESF', 'DA', 'all', 'other'] as const
/** The five areas of assistance. */
export const AREAS = ['maritime', 'law-enforcement', 'borders', 'justice', 'prevention'] as const
export const GOALS = ['trafficking', 'safety', 'social-justice'] as const
export const INSTRUMENTS = ['letter-of-agreement', 'grant', 'contract', 'inter-agency'] as const

export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const Nation = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' })
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })
/** A decimal as it is written; a deobligation or refund is negative. Never a floating-point number. */
export const Decimal = Type.String({ pattern: '^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,4})?$' })
const Year = Type.Integer({ minimum: 1990, maximum: 2100 })

const Source = closed({
  document: Words(300),
  /** The document as the node keeps it, with its file. */
  record: nullable(Ref('source-document')),
  url: nullable(Words(600)),
  quote: nullable(Words(1000)),
  /** Date of the document; null where it bears none. */
  date: nullable(Day),
  page: nullable(Words(60)),
})

/** Rate the amount was or may be converted at. */
const Rate = closed({ into: Currency, rate: Decimal, date: Day, source: Words(300) })

export const entryFacts = {
  /** The entry's name in the ledger. */
  reference: Words(60),
  basis: Type.Enum(BASES),
  span: Type.Enum(SPANS),
  /** First and last fiscal year; null where the source does not say. */
  yearFrom: nullable(Year),
  yearUntil: nullable(Year),
  account: Type.Enum(ACCOUNTS),
  area: nullable(Type.Enum(AREAS)),
  /** Null: the region. */
  nation: nullable(Nation),
  goal: nullable(Type.Enum(GOALS)),
  donor: Words(120),
  implementer: nullable(Words(120)),
  /** Instrument the money moves under. */
  instrument: nullable(Ref('instrument')),
  /** The one payment or award a single amount is of; entries of the same item are accounts of one thing, never two. */
  item: nullable(Words(120)),
  amount: Decimal,
  currency: Currency,
  qualifier: Type.Enum(QUALIFIERS),
  rate: nullable(Rate),
  status: Type.Enum(STATUSES),
  source: Source,
  note: nullable(Words(1000)),
}
