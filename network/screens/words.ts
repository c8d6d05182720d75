import type { KeyOf } from '@basinet/console/i18n/i18n.ts'
import { useMessages, type Translate } from '@basinet/console/i18n/use.ts'
import type en from '../messages/en.json'

type NetworkKey = KeyOf<typeof en>

/** The network's own words. */
export const useWords = (): Translate<NetworkKey> => useMessages<NetworkKey>()
