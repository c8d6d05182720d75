import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { dialogueBindings } from './commands.ts'
import { dialogueCapability } from './contract.ts'

export function dialogueModule(): CapabilityModule {
  return {
    capability: dialogueCapability,
    bindings: dialogueBindings,
    migrations: readMigrations('dialogue', join(import.meta.dirname, 'migrations')),
  }
}
