import { join } from 'node:path'
import type { CapabilityModule } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { comparisonBindings } from './commands/comparison.ts'
import { loanBindings } from './commands/loan.ts'
import { specimenBindings } from './commands/specimen.ts'
import { ballisticsCapability } from './contract.ts'

/** Ballistics for the composition root; files, custody and firearms must be there as well. */
export function ballisticsModule(): CapabilityModule {
  return {
    capability: ballisticsCapability,
    bindings: [...specimenBindings, ...comparisonBindings, ...loanBindings],
    migrations: readMigrations('ballistics', join(import.meta.dirname, 'migrations')),
  }
}
