import { join } from 'node:path'
import { readMigrations } from '@basinet/kernel/store'
import type { AskableModule } from '@basinet/network/contract'
import { firearmBindings } from './commands.ts'
import { firearmsCapability } from './contract.ts'
import { firearmFoundBy } from './found-by.ts'

/** Firearms for the composition root; custody and seizures must be there as well. */
export function firearmsModule(): AskableModule {
  return {
    capability: firearmsCapability,
    bindings: firearmBindings,
    migrations: readMigrations('firearms', join(import.meta.dirname, 'migrations')),
    foundBy: [firearmFoundBy],
  }
}
