import type { Documents, InstrumentRecords } from './record-payment.tsx'

/** The form as it stands: every field as text. */
export interface Payment {
  readonly document: string
  readonly page: string
  readonly quote: string
  readonly basis: string
  readonly amount: string
  readonly currency: string
  readonly year: string
  readonly instrument: string
  readonly nation: string
  readonly area: string
  readonly account: string
  readonly donor: string
  readonly implementer: string
  readonly item: string
  readonly reference: string
  readonly public: boolean
}
export type Field = keyof Payment

export const EMPTY_PAYMENT: Payment = {
  document: '',
  page: '',
  quote: '',
  basis: 'disbursed',
  amount: '',
  currency: 'USD',
  year: '',
  instrument: '',
  nation: '',
  area: '',
  account: 'INCLE',
  donor: '',
  implementer: '',
  item: '',
  reference: '',
  public: false,
}

const DECIMAL = /^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,4})?$/

export const isDecimal = (text: string): boolean => DECIMAL.test(text)

/** Fields that keep the entry from being posted. */
export function problemsOf(payment: Payment): Field[] {
  const wrong: Field[] = []
  if (payment.document === '') wrong.push('document')
  if (payment.page === '' && payment.quote === '') wrong.push('quote')
  if (!isDecimal(payment.amount)) wrong.push('amount')
  if (!/^[A-Z]{3}$/.test(payment.currency)) wrong.push('currency')
  if (!/^(19|20)\d\d$/.test(payment.year)) wrong.push('year')
  if (payment.donor.trim() === '') wrong.push('donor')
  if (payment.reference.trim() === '') wrong.push('reference')
  return wrong
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** What is posted: the document's own title and day go with the figure, so that it reads alone. */
export function inputOf(
  payment: Payment,
  documents: Documents,
  instruments: InstrumentRecords,
): Readonly<Record<string, unknown>> {
  const document = documents.find((d) => d.id === payment.document)
  const under = instruments.find((i) => i.id === payment.instrument)
  const year = Number(payment.year)
  return {
    reference: payment.reference.trim(),
    basis: payment.basis,
    span: 'single',
    yearFrom: year,
    yearUntil: year,
    account: payment.account,
    area: orNull(payment.area),
    nation: orNull(payment.nation),
    goal: under?.body.goal ?? null,
    donor: payment.donor.trim(),
    implementer: orNull(payment.implementer),
    instrument: orNull(payment.instrument),
    item: orNull(payment.item),
    amount: payment.amount,
    currency: payment.currency,
    qualifier: 'exact',
    rate: null,
    status: 'sourced',
    source: {
      document: document?.body.title ?? '',
      record: payment.document,
      url: document?.body.url ?? null,
      quote: orNull(payment.quote),
      date: document?.body.date ?? null,
      page: orNull(payment.page),
    },
    note: null,
    public: payment.public,
  }
}
