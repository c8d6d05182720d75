import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { seizureBindings } from './commands.ts'
import { seizuresCapability } from './contract.ts'

export const SEIZURES_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Seizures for the composition root; custody must be there as well. */
export function seizuresModule(): CapabilityModule {
  return {
    capability: seizuresCapability,
    bindings: seizureBindings,
    migrations: readMigrations('seizures', SEIZURES_MIGRATIONS),
  }
}
