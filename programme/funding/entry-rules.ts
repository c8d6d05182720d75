import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { LedgerEntry } from './contract/ledger-entry.ts'

type Facts = Omit<LedgerEntry, 'corrects' | 'state'>

/** Facts of an entry that must fit together. */
export function checkEntry(facts: Facts, today: string): Result<null> {
  const { span, yearFrom, yearUntil, amount, basis, source, rate, currency } = facts
  if (yearFrom !== null && yearUntil !== null && yearUntil < yearFrom)
    return fail('ledger-entry.years', 'the last fiscal year is before the first', 'yearUntil')
  if (span === 'annual' && (yearFrom === null || yearFrom !== yearUntil))
    return fail('ledger-entry.annual', 'an annual amount names one fiscal year', 'yearUntil')
  if (amount.startsWith('-') && basis !== 'obligated' && basis !== 'disbursed' && basis !== 'expended')
    return fail(
      'ledger-entry.negative',
      'only obligated, disbursed and expended amounts are taken back',
      'amount',
    )
  if (source.date !== null && source.date > today)
    return fail('ledger-entry.future', 'the document is of a day that has not come', 'source.date')
  if (facts.status === 'sourced' && source.url === null && source.quote === null && source.page === null)
    return fail(
      'ledger-entry.source',
      'a sourced amount names where in the document it stands',
      'source.quote',
    )
  if (facts.status === 'derived' && facts.note === null)
    return fail('ledger-entry.derived', 'a derived amount says how it was derived', 'note')
  if (rate !== null && rate.into === currency)
    return fail('ledger-entry.rate', 'a rate is into another currency', 'rate.into')
  return ok(null)
}
