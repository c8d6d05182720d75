import { join } from 'node:path'
import type { CapabilityModule } from '../record/module.ts'
import { readMigrations } from '../store/migrations.ts'
import { analysisBindings } from './analysis.ts'
import { custodyCapability } from './contract.ts'
import { recordBindings } from './ending.ts'
import { sealingBindings } from './sealing.ts'
import { transferBindings } from './transfer.ts'

export const CUSTODY_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Custody for the composition root; every line whose handlers begin custody needs it there. */
export function custodyModule(): CapabilityModule {
  return {
    capability: custodyCapability,
    bindings: [...recordBindings, ...sealingBindings, ...transferBindings, ...analysisBindings],
    migrations: readMigrations('custody', CUSTODY_MIGRATIONS),
  }
}
