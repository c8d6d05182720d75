import { join } from 'node:path'
import type { CapabilityModule } from '../record/module.ts'
import { readMigrations } from '../store/migrations.ts'
import { feedBindings } from './commands.ts'
import { feedsCapability } from './contract.ts'

export const FEEDS_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** The feeds capability for the composition root. */
export function feedsModule(): CapabilityModule {
  return {
    capability: feedsCapability,
    bindings: feedBindings(),
    migrations: readMigrations('feeds', FEEDS_MIGRATIONS),
  }
}
