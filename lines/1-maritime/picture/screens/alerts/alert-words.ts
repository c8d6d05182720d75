import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { humanised } from '@basinet/console/parts/form/names.ts'
import type { AlertView } from '../../contract.ts'

/**
 * An alert in the reader's language: the sentence of its reason, and the numbers it was decided on. A rule newer than
 * this console shows its own name instead of nothing.
 */
export function useAlertWords(): {
  sentence: (alert: Pick<AlertView, 'rule' | 'why'>) => string
  params: (alert: Pick<AlertView, 'why'>) => string
} {
  const name = useNames()
  const format = useFormat()
  return {
    sentence: ({ rule, why }) =>
      name(
        why.key,
        name(`picture.alert.${rule}`, humanised(rule.replaceAll('.', ' ')), why.params),
        why.params,
      ),
    params: ({ why }) =>
      Object.entries(why.params)
        .map(([key, value]) => {
          const shown =
            typeof value === 'number' && !/mmsi|imo/i.test(key)
              ? format.number(value, { maximum: 2 })
              : String(value)
          return `${name(`picture.param.${key}`, humanised(key))}: ${shown}`
        })
        .join(' · '),
  }
}
