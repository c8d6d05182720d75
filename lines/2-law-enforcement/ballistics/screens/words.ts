import type { KeyOf } from '@basinet/console/i18n/i18n.ts'
import { useMessages, type Translate } from '@basinet/console/i18n/use.ts'
import type en from '../messages/en.json'

/** Address of the bench. */
export const PLACE = '/2-law-enforcement/ballistics'

export function useWords(): Translate<KeyOf<typeof en>> {
  return useMessages<KeyOf<typeof en>>()
}
