import type { FailureParams, Rule } from '@basinet/kernel/contract'
import { useNames, useT, type Translate } from '../i18n/use.ts'
import { fieldLabel, humanised } from './form/names.ts'

interface Refusal {
  readonly code: string
  readonly message: string
  readonly field?: string | undefined
  readonly rule?: Rule | undefined
  readonly params?: FailureParams | undefined
  readonly command?: string | undefined
}

type Name = ReturnType<typeof useNames>

/** Refusals whose sentence ends in a list of declared words, with the family their names are found in. */
const LISTED = {
  'command.denied.role': { key: 'refusal.role', family: 'role' },
  'command.denied.purpose': { key: 'refusal.purpose', family: 'purpose' },
  'command.state': { key: 'refusal.state', family: 'value.state' },
} as const

const isListed = (code: string): code is keyof typeof LISTED => code in LISTED

function listed(
  { code, message }: Refusal & { readonly code: keyof typeof LISTED },
  t: Translate,
  name: Name,
  stateName: ((state: string) => string) | undefined,
): string {
  const { key, family } = LISTED[code]
  const words = message.slice(message.lastIndexOf(': ') + 2).split(', ')
  const wordOf = (word: string): string =>
    family === 'value.state' && stateName !== undefined
      ? stateName(word)
      : name(`${family}.${word}`, humanised(word))
  return t(key, { who: words.map(wordOf).join(', ') })
}

/** `http.absent.vessel` is said as `http.absent` where it has no words of its own. */
function ownWords(code: string, words: (key: string) => string): string {
  const steps = code.split('.')
  for (let n = steps.length; n >= 2; n--) {
    const own = words(`error.${steps.slice(0, n).join('.')}`)
    if (own !== '') return own
  }
  return ''
}

/**
 * Most own first: the words for this code, the rule that a field did not keep, the words for every code that ends alike
 * (`landing.future`, `print.future`), and the node's own sentence, which is in English, inside one of ours.
 */
export function worded(refusal: Refusal, t: Translate, name: Name): string {
  const { code, message, field, rule, params = {} } = refusal
  const own = ownWords(code, (key) => name(key, '', params))
  if (own !== '') return own
  const place = field === undefined || field === '' ? '' : `${fieldLabel(name, field, refusal.command)}: `
  if (rule !== undefined) return `${place}${t(`form.${rule}`, params)}`
  const alike = name(`error.any.${code.slice(code.lastIndexOf('.') + 1)}`, '', params)
  return `${place}${alike === '' ? t('error.any', { detail: message }) : alike}`
}

/** Why something is refused, in the reader's words. */
export function useRefusalText(): (refusal: Refusal, stateName?: (state: string) => string) => string {
  const t = useT()
  const name = useNames()
  return (refusal, stateName) => {
    const { code, message } = refusal
    if (isListed(code)) return listed({ code, message }, t, name, stateName)
    if (code === 'command.denied.realm') return t('refusal.realm')
    return worded(refusal, t, name)
  }
}
