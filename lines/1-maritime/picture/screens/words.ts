import type { KeyOf } from '@basinet/console/i18n/i18n.ts'
import { useMessages, type Translate } from '@basinet/console/i18n/use.ts'
import type en from '../messages/en.json'

export type PictureKey = KeyOf<typeof en>

/** The picture's own words. */
export const useWords = (): Translate<PictureKey> => useMessages<PictureKey>()
