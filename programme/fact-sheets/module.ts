import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { factSheetsBindings } from './commands.ts'
import { factSheetsCapability } from './contract.ts'

export function factSheetsModule(): CapabilityModule {
  return {
    capability: factSheetsCapability,
    bindings: factSheetsBindings,
    migrations: readMigrations('fact-sheets', join(import.meta.dirname, 'migrations')),
  }
}
