import { join } from 'node:path'
import { readMigrations } from '@basinet/kernel/store'
import type { AskableModule } from '@basinet/network/contract'
import { seizureBindings } from './commands.ts'
import { seizuresCapability } from './contract.ts'
import { seizureFoundBy } from './found-by.ts'

export const SEIZURES_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Seizures for the composition root; custody must be there as well. */
export function seizuresModule(): AskableModule {
  return {
    capability: seizuresCapability,
    bindings: seizureBindings,
    migrations: readMigrations('seizures', SEIZURES_MIGRATIONS),
    foundBy: [seizureFoundBy],
  }
}
