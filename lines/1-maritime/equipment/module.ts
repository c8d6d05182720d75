import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { crewBindings } from './commands/crew.ts'
import { itemBindings } from './commands/item.ts'
import { upkeepBindings } from './commands/upkeep.ts'
import { equipmentCapability } from './contract.ts'

/** Equipment and crews for the composition root. */
export function equipmentModule(): CapabilityModule {
  return {
    capability: equipmentCapability,
    bindings: [...itemBindings, ...upkeepBindings, ...crewBindings],
    migrations: readMigrations('equipment', join(import.meta.dirname, 'migrations')),
  }
}
