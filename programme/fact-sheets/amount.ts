import type { LedgerEntry } from '@basinet/funding/contract'
import { ledgerWord, localeOf, say, type Language } from './language.ts'

/** An amount that may be printed. Only `printable` makes one, so none is without its source. */
export interface PrintedAmount {
  readonly text: string
  /** Number of its source in the list below. */
  readonly source: number
  /** Record it stands in. */
  readonly record: string
}

export interface PublicEntry {
  readonly id: string
  readonly body: LedgerEntry
}

/** Numbers sources in the order they are first named. */
export class Sources {
  private readonly texts: string[] = []

  /** Number of a source, from 1. Throws where it says nothing: a number without a source cannot be printed. */
  number(text: string): number {
    if (text.trim() === '') throw new Error('a figure without a source cannot be printed')
    const at = this.texts.indexOf(text)
    return at >= 0 ? at + 1 : this.texts.push(text)
  }

  list(): readonly string[] {
    return this.texts
  }
}

/** The document and where it lies; '' where the entry names none. */
export function sourceText({ source }: LedgerEntry): string {
  const document = source.document.trim()
  return document === '' ? '' : [document, source.url ?? ''].filter(Boolean).join(', ')
}

/** The amount with everything that keeps it from being misread: how exact, on what basis, of what years, dated when. */
export function printable(entry: PublicEntry, language: Language, sources: Sources): PrintedAmount {
  const { body } = entry
  const source = sources.number(sourceText(body))
  const amount = new Intl.NumberFormat(localeOf(language), {
    style: 'currency',
    currency: body.currency,
    currencyDisplay: 'code',
    maximumFractionDigits: body.amount.includes('.') ? 2 : 0,
  })
    .format(body.amount as `${number}`)
    // A narrow no-break space is in no standard font.
    .replaceAll(/[\u202f\u00a0]/g, ' ')
  const exact = body.qualifier === 'exact' ? '' : `${ledgerWord(language, `qualifier.${body.qualifier}`)} `
  const status = ledgerWord(language, `status.${body.status}`)
  const parts = [
    ledgerWord(language, `basis.${body.basis}`),
    years(body, language),
    ...(body.account === 'all' || body.account === 'other' ? [] : [body.account]),
    status,
    body.source.date ?? say(language, 'undated'),
  ]
  return { text: `${exact}${amount} (${parts.join('; ')})`, source, record: entry.id }
}

function years({ yearFrom, yearUntil }: LedgerEntry, language: Language): string {
  if (yearFrom === null) return say(language, 'noYear')
  const fill = { from: String(yearFrom), until: String(yearUntil) }
  if (yearUntil === null) return say(language, 'since', fill)
  return say(language, yearFrom === yearUntil ? 'year' : 'years', fill)
}
