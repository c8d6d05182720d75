import { join } from 'node:path'
import type { Core } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import type { AgreementTemplate, AskableModule } from '@basinet/network/contract'
import { benchBindings } from './commands/bench.ts'
import { comparisonBindings } from './commands/comparison.ts'
import { loanBindings } from './commands/loan.ts'
import { searchBindings } from './commands/search.ts'
import { specimenBindings } from './commands/specimen.ts'
import { ballisticsCapability } from './contract.ts'
import { firedCaseProbe } from './probe.ts'
import ribin from './agreement/ribin.json' with { type: 'json' }

/** Charter and participation agreement of the region's own network; parties, law and dates are the lawyers' to name. */
const RIBIN = { id: 'ribin', ...ribin } as AgreementTemplate

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
    agreements: [RIBIN],
  }
}
