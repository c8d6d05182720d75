import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { fundingBindings } from './commands.ts'
import { fundingCapability } from './contract.ts'

export const FUNDING_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** The ledger and its instruments for the composition root. */
export function fundingModule(): CapabilityModule {
  return {
    capability: fundingCapability,
    bindings: fundingBindings,
    migrations: readMigrations('funding', FUNDING_MIGRATIONS),
  }
}
