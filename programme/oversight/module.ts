import { join } from 'node:path'
import type { CapabilityModule, Core } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { oversightBindings } from './commands.ts'
import { oversightCapability } from './contract.ts'

export function oversightModule(core: () => Core): CapabilityModule {
  return {
    capability: oversightCapability,
    bindings: oversightBindings(core),
    migrations: readMigrations('oversight', join(import.meta.dirname, 'migrations')),
  }
}
