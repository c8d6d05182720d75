import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { sharingCapability } from './contract.ts'

/** The network's tables, rights and records for the composition root. */
export function networkModule(): CapabilityModule {
  return {
    capability: sharingCapability,
    bindings: [],
    migrations: readMigrations('network', join(import.meta.dirname, 'migrations')),
  }
}
