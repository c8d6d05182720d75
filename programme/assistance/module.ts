import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { assistanceBindings } from './commands.ts'
import { assistanceCapability } from './contract.ts'

export function assistanceModule(): CapabilityModule {
  return {
    capability: assistanceCapability,
    bindings: assistanceBindings,
    migrations: readMigrations('assistance', join(import.meta.dirname, 'migrations')),
  }
}
