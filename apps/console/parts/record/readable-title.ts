import { nameOf } from '../../i18n/use.ts'
import { i18nState } from '../../i18n/i18n.ts'
import { useStore } from '../../state/store.ts'

/**
 * A title may begin with a machine's word (`distress.sart 970123456`): where the capability has words for it
 * (`rule.<word>.name`), they are shown instead. Titles are stored and cannot be in the reader's language.
 */
export function readableTitle(title: string): string {
  const [first = '', ...rest] = title.split(' ')
  const words = nameOf(`rule.${first}.name`, '')
  return words === '' ? title : [words, ...rest].join(' ')
}

export function useReadableTitle(): (title: string) => string {
  useStore(i18nState)
  return readableTitle
}
