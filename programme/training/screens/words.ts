import type { KeyOf } from '@basinet/console/i18n/i18n.ts'
import { useMessages, type Translate } from '@basinet/console/i18n/use.ts'
import type en from '../messages/en.json'

export type TrainingKey = KeyOf<typeof en>

export function useWords(): Translate<TrainingKey> {
  return useMessages<TrainingKey>()
}
