import type { KeyOf } from '../../i18n/i18n.ts'
import { useMessages, type Translate } from '../../i18n/use.ts'
import type en from '../../messages/node/en.json'

/** The words of custody lie with the node's own, which are fetched after sign-in. */
export function useWords(): Translate<KeyOf<typeof en>> {
  return useMessages<KeyOf<typeof en>>()
}
