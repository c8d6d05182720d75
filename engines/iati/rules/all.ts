import type { Names } from '../xml/names.ts'
import type { CaseCheck } from './cases.ts'
import type { RuleCase } from './ruleset.ts'
import { nodesOf, type Evaluate } from './xpath.ts'

/** Elements that hold an amount of money (IATI 2.03: every use of `currencyType`, and those with an own @currency). */
const MONEY = ['value', 'loan-status', 'forecast']

/**
 * `one_or_all`: the unit says it once, or every part says it. Parts: narratives their language, amounts their currency,
 * transactions their sector.
 */
export function oneOrAll(source: RuleCase, one: Evaluate, names: Names): CaseCheck {
  const lang = names.idOf('xml:lang')
  const currency = names.idOf('currency')
  const narrative = names.idOf('narrative')
  const transaction = names.idOf('transaction')
  const sector = names.idOf('sector')
  const money = new Set(MONEY.map((name) => names.idOf(name)))
  return (scope, node) => {
    if (nodesOf(one(scope, node)).length > 0) return null
    const { unit } = scope
    for (let n = 1; n < unit.count; n++) {
      const name = unit.names[n]!
      if (source.all === 'lang' && name === narrative && unit.attribute(n, lang) < 0) return [n * 3]
      if (source.all === 'currency' && money.has(name) && unit.attribute(n, currency) < 0) return [n * 3]
      if (source.all === 'sector' && name === transaction && unit.parents[n] === 0) {
        let child = unit.firsts[n]!
        while (child >= 0 && unit.names[child] !== sector) child = unit.nexts[child]!
        if (child < 0) return [n * 3]
      }
    }
    return null
  }
}
