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
    sentence: ({ rule, why }) => {
      // A storm names its rule; the reader wants its words.
      const params =
        why.params['rule'] === undefined
          ? why.params
          : { ...why.params, rule: name(`record.picture-alert.value.rule.${rule}`, rule) }
      return name(
        why.key,
        name(`picture.alert.${rule}`, humanised(rule.replaceAll('.', ' ')), params),
        params,
      )
    },
    params: ({ why }) =>
      Object.entries(why.params)
        .filter(([key]) => key !== 'rule')
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
