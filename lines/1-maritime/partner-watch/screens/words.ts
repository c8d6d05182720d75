import type { KeyOf } from '@basinet/console/i18n/i18n.ts'
import { useMessages, type Translate } from '@basinet/console/i18n/use.ts'
import type en from '../messages/en.json'

export function useWords(): Translate<KeyOf<typeof en>> {
  return useMessages<KeyOf<typeof en>>()
}

export const BASE = '/1-maritime/partner-watch'
/** Half of what the node sends them in: a hand-over must not wait for a click. */
export const AGAIN_MS = 5_000
