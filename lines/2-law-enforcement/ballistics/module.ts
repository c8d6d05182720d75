import { join } from 'node:path'
import type { Core } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import type { AskableModule } from '@basinet/network/contract'
import { benchBindings } from './commands/bench.ts'
import { comparisonBindings } from './commands/comparison.ts'
import { loanBindings } from './commands/loan.ts'
import { searchBindings } from './commands/search.ts'
import { specimenBindings } from './commands/specimen.ts'
import { ballisticsCapability } from './contract.ts'
import { firedCaseProbe } from './probe.ts'

/** Ballistics for the composition root; files, custody and firearms must be there as well. */
export function ballisticsModule(core: () => Core): AskableModule {
  return {
    capability: ballisticsCapability,
    bindings: [
      ...specimenBindings,
      ...comparisonBindings,
      ...loanBindings,
      ...searchBindings,
      ...benchBindings,
    ],
    migrations: readMigrations('ballistics', join(import.meta.dirname, 'migrations')),
    probes: [firedCaseProbe(core)],
  }
}
