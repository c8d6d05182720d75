import { useFormat } from '@basinet/console/i18n/use.ts'
import type { ShownEntry } from '../contract.ts'
import { useWords } from './words.ts'

/** An amount as it is read, with its currency; decimals are told as they were written. */
export function useAmount(): (amount: string, currency?: string) => string {
  const format = useFormat()
  return (amount, currency) => {
    const places = (amount.split('.')[1] ?? '').replace(/0+$/, '').length
    const digits = places === 0 ? { maximum: 0 } : { minimum: 2, maximum: Math.max(2, places) }
    const text = format.number(Number(amount), digits)
    return currency === undefined ? text : `${currency} ${text}`
  }
}

/** Millions on an axis. */
export function useMillions(): (amount: string) => string {
  const format = useFormat()
  return (amount) => format.number(Number(amount) / 1_000_000, { maximum: Number(amount) < 1e6 ? 3 : 1 })
}

/** What keeps a figure from being misread: how exact it is, its status, the day of its document. */
export function useHedge(): (entry: ShownEntry) => string {
  const w = useWords()
  return (entry) =>
    [
      entry.qualifier === 'exact' ? '' : w(`record.ledger-entry.value.qualifier.${entry.qualifier}`),
      w(`record.ledger-entry.value.status.${entry.status}`),
      entry.source.date ?? w('funding.undated'),
    ]
      .filter(Boolean)
      .join(' · ')
}
