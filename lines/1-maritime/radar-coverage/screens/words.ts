import type { KeyOf } from '@basinet/console/i18n/i18n.ts'
import { useMessages, type Translate as TranslateOf } from '@basinet/console/i18n/use.ts'
import type en from '../messages/en.json'

export type Translate = TranslateOf<KeyOf<typeof en>>

export function useWords(): Translate {
  return useMessages<KeyOf<typeof en>>()
}

export const BASE = '/1-maritime/radar-coverage'
