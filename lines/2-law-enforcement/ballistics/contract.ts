import { defineCapability } from '@basinet/kernel/contract'
import { askComparison, comparison, reportComparison, resolveComparison } from './contract/comparison.ts'
import { concludeExamination, examination } from './contract/examination.ts'
import {
  loan,
  permitLoan,
  receiveLoan,
  refuseLoan,
  requestLoan,
  returnLoan,
  sendLoan,
} from './contract/loan.ts'
import { recordSpecimen, specimen, withdrawSpecimen } from './contract/specimen.ts'
import { importSurface, openSurface, readSurface, surface } from './contract/surface.ts'
import { CAPABILITY, ENGINE, EXAMINER, LINE, MANAGER, PURPOSE } from './contract/words.ts'

export { type BallisticComparison, type ComparisonResult } from './contract/comparison.ts'
export { type BallisticExamination } from './contract/examination.ts'
export { type Specimen } from './contract/specimen.ts'
export { type BallisticSurface } from './contract/surface.ts'
export { type HeightMap } from './engine/protocol.ts'

const READS = ['exhibit', 'custody-event', 'file', 'firearm', 'firearm-trace']

/** Fired cartridge cases and bullets: what the engine proposes, what two examiners conclude at the microscope. */
export const ballisticsCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [specimen, surface, comparison, examination, loan] as never,
  commands: [
    recordSpecimen,
    withdrawSpecimen,
    openSurface,
    importSurface,
    readSurface,
    askComparison,
    reportComparison,
    resolveComparison,
    concludeExamination,
    requestLoan,
    permitLoan,
    refuseLoan,
    sendLoan,
    receiveLoan,
    returnLoan,
  ],
  roles: [
    { id: EXAMINER, purposes: [PURPOSE], reads: READS },
    { id: MANAGER, purposes: [PURPOSE], reads: READS },
    { id: ENGINE, purposes: [], heldBy: 'machine' },
  ],
})
