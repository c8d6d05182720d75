import { join } from 'node:path'
import type { Core } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import type { AskableModule } from '@basinet/network/contract'
import { fingerprintBindings } from './commands.ts'
import { fingerprintsCapability } from './contract.ts'
import { fingerprintProbe } from './probe.ts'

export const FINGERPRINTS_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Fingerprints for the composition root; files and custody must be there as well. */
export function fingerprintsModule(core: () => Core): AskableModule {
  return {
    capability: fingerprintsCapability,
    bindings: fingerprintBindings,
    migrations: readMigrations('fingerprints', FINGERPRINTS_MIGRATIONS),
    probes: [fingerprintProbe(core)],
  }
}
