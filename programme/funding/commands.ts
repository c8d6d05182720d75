import type { Binding } from '@basinet/kernel/record'
import { documentBindings } from './commands/documents.ts'
import { entryBindings } from './commands/entries.ts'
import { instrumentBindings } from './commands/instruments.ts'
import { activityBindings } from './commands/partner-activities.ts'

export const fundingBindings: readonly Binding[] = [
  ...entryBindings,
  ...instrumentBindings,
  ...documentBindings,
  ...activityBindings,
]
