import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { ItemFacts } from './contract/item.ts'

/** ISO 4217: three letters. */
const CURRENCY = /^[A-Z]{3}$/

/**
 * Facts of an item that must fit together. Errors: `seizure.currency` (cash is counted in a currency), `seizure.misplaced`
 * (marks or purity of another kind of thing), `seizure.serial` (said to be legible and not given, or the reverse).
 */
export function checkFacts(facts: ItemFacts): Result<null> {
  if (facts.kind === 'cash' && facts.quantity !== null && !CURRENCY.test(facts.quantity.unit))
    return fail('seizure.currency', 'cash is counted in a currency, e.g. XCD', 'quantity.unit')
  const misplaced = misplacedField(facts)
  if (misplaced !== null)
    return fail('seizure.misplaced', `${misplaced} does not belong to a ${facts.kind}`, misplaced)
  const { firearm } = facts
  if (firearm !== null && (firearm.serial !== null) !== (firearm.serialState === 'legible'))
    return fail('seizure.serial', 'a legible serial number is given, another is not', 'firearm.serial')
  return ok(null)
}

function misplacedField(facts: ItemFacts): string | null {
  if (facts.kind !== 'drug' && facts.purity !== null) return 'purity'
  if (facts.kind !== 'drug' && facts.substance !== null) return 'substance'
  if (facts.kind !== 'firearm' && facts.firearm !== null) return 'firearm'
  if (facts.kind !== 'vessel' && facts.vessel !== null) return 'vessel'
  return null
}
