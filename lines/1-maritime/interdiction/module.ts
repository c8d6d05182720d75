import { join } from 'node:path'
import type { HeldElsewhere } from '@basinet/equipment/contract'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { authorityBindings } from './commands/authority.ts'
import { boardingBindings, type MakeSeizure } from './commands/boarding.ts'
import { heldPersonBindings } from './commands/held-person.ts'
import { operationBindings } from './commands/operation.ts'
import { registerBindings } from './commands/registers.ts'
import { rescueBindings } from './commands/rescue.ts'
import { taskingBindings } from './commands/tasking.ts'
import { interdictionCapability } from './contract.ts'

export const INTERDICTION_MIGRATIONS = join(import.meta.dirname, 'migrations')

/**
 * Interdiction for the composition root; picture, equipment, seizures and custody must be there as well. `elsewhere` tells which
 * certificates a crew holds in the training register.
 */
export function interdictionModule(makeSeizure: MakeSeizure, elsewhere: HeldElsewhere): CapabilityModule {
  return {
    capability: interdictionCapability,
    bindings: [
      ...operationBindings,
      ...authorityBindings,
      ...taskingBindings(elsewhere),
      ...rescueBindings,
      ...boardingBindings(makeSeizure),
      ...heldPersonBindings,
      ...registerBindings,
    ],
    migrations: readMigrations('interdiction', INTERDICTION_MIGRATIONS),
  }
}
