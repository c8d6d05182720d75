import type { Binding } from '@basinet/kernel/record'
import { bureauBindings } from './commands/bureau.ts'
import { cardBindings } from './commands/card.ts'
import { comparisonBindings } from './commands/comparison.ts'
import { examinationBindings } from './commands/examination.ts'
import { latentBindings } from './commands/latent.ts'
import { minorBindings } from './commands/minor.ts'
import { searchBindings } from './commands/search.ts'

export const fingerprintBindings: readonly Binding[] = [
  ...cardBindings,
  ...minorBindings,
  ...latentBindings,
  ...examinationBindings,
  ...comparisonBindings,
  ...searchBindings,
  ...bureauBindings,
]
