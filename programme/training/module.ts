import { join } from 'node:path'
import type { CapabilityModule, Core } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { trainingBindings } from './commands.ts'
import { trainingCapability } from './contract.ts'
import { noVetting, type VettingPort } from './contract/vetting.ts'

export const TRAINING_MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Training for the composition root; without a vetting port no seat under a donor's rule is released. */
export function trainingModule(
  core: () => Core,
  ports: { readonly vetting: VettingPort } = { vetting: noVetting },
): CapabilityModule {
  return {
    capability: trainingCapability,
    bindings: trainingBindings(core, ports.vetting),
    migrations: readMigrations('training', TRAINING_MIGRATIONS),
  }
}
