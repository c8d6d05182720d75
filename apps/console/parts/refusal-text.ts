import { useNames, useT, type Translate } from '../i18n/use.ts'
import { humanised } from './form/names.ts'

interface Refusal {
  readonly code: string
  readonly message: string
}

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
  name: (key: string, fallback: string) => string,
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

/** Why something is refused, in the reader's words; by the node's own where we have none for its code. */
export function useRefusalText(): (refusal: Refusal, stateName?: (state: string) => string) => string {
  const t = useT()
  const name = useNames()
  return (refusal, stateName) => {
    const { code, message } = refusal
    if (isListed(code)) return listed({ code, message }, t, name, stateName)
    if (code === 'command.denied.realm') return t('refusal.realm')
    return name(`error.${code}`, message)
  }
}
