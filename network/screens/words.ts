import type { KeyOf } from '@basinet/console/i18n/i18n.ts'
import { useMessages, type Translate } from '@basinet/console/i18n/use.ts'
import type agreements from '../agreements/messages/en.json'
import type en from '../messages/en.json'

type NetworkKey = KeyOf<typeof en> | KeyOf<typeof agreements>

/** The network's own words; those of agreements are loaded with the sharing pages. */
export const useWords = (): Translate<NetworkKey> => useMessages<NetworkKey>()
