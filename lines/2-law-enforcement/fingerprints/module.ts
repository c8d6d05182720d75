import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { fingerprintBindings } from './commands.ts'
import { fingerprintsCapability } from './contract.ts'

export const FINGERPRINTS_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Fingerprints for the composition root; files and custody must be there as well. */
export function fingerprintsModule(): CapabilityModule {
  return {
    capability: fingerprintsCapability,
    bindings: fingerprintBindings,
    migrations: readMigrations('fingerprints', FINGERPRINTS_MIGRATIONS),
  }
}
