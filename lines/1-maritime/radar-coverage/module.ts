import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { siteBindings } from './commands/site.ts'
import { studyBindings } from './commands/study.ts'
import { radarCoverageCapability } from './contract.ts'

/** Radar coverage for the composition root; the picture must be there as well. */
export function radarCoverageModule(): CapabilityModule {
  return {
    capability: radarCoverageCapability,
    bindings: [...siteBindings, ...studyBindings],
    migrations: readMigrations('radar-coverage', join(import.meta.dirname, 'migrations')),
  }
}
