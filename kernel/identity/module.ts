import { join } from 'node:path'
import type { Core } from '../record/core.ts'
import type { CapabilityModule } from '../record/module.ts'
import { readMigrations } from '../store/migrations.ts'
import { breakGlassBindings } from './commands/break-glass.ts'
import { dataSubjectRequestBindings } from './commands/data-subject-request.ts'
import { nationParameterBindings } from './commands/nation-parameter.ts'
import { organisationBindings } from './commands/organisation.ts'
import { personBindings } from './commands/person.ts'
import { postingBindings } from './commands/posting.ts'
import { identityCapability } from './contract.ts'

/** The identity capability. The core is asked for late, because the registry it holds contains this module. */
export function identityModule(core: () => Core): CapabilityModule {
  const late = { core }
  return {
    capability: identityCapability,
    migrations: identityMigrations(),
    bindings: [
      ...organisationBindings(),
      ...personBindings(late),
      ...postingBindings(),
      ...nationParameterBindings(late),
      ...dataSubjectRequestBindings(),
      ...breakGlassBindings(late),
    ],
  }
}

export function identityMigrations(): ReturnType<typeof readMigrations> {
  return readMigrations('identity', join(import.meta.dirname, 'migrations'))
}
