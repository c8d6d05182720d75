import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { projectsBindings } from './commands.ts'
import { projectsCapability } from './contract.ts'

export function projectsModule(): CapabilityModule {
  return {
    capability: projectsCapability,
    bindings: projectsBindings,
    migrations: readMigrations('projects', join(import.meta.dirname, 'migrations')),
  }
}
