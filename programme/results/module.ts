import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { resultsBindings } from './commands.ts'
import { resultsCapability } from './contract.ts'
import type { PublishedFact } from './contract/fact.ts'

export const RESULTS_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Results for the composition root, with the facts that other parts of the node publish. */
export function resultsModule(facts: readonly PublishedFact[] = []): CapabilityModule {
  return {
    capability: resultsCapability,
    bindings: resultsBindings(facts),
    migrations: readMigrations('results', RESULTS_MIGRATIONS),
  }
}
