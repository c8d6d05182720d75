import { defineCapability } from '@basinet/kernel/contract'
import { calibration, recordCalibration, withdrawCalibration } from './contract/calibration.ts'
import { askComparison, comparison, reportComparison, resolveComparison } from './contract/comparison.ts'
import { correlation, enterCorrelation, withdrawCorrelation } from './contract/correlation.ts'
import { concludeExamination, examination } from './contract/examination.ts'
import { image, importImage, openImage, readImage } from './contract/image.ts'
import {
  loan,
  permitLoan,
  receiveLoan,
  refuseLoan,
  requestLoan,
  returnLoan,
  sendLoan,
} from './contract/loan.ts'
import { askSearch, finishSearch, reviewSearch, search } from './contract/search.ts'
import { recordSpecimen, specimen, withdrawSpecimen } from './contract/specimen.ts'
import { importSurface, openSurface, readSurface, surface } from './contract/surface.ts'
import { CAPABILITY, ENGINE, EXAMINER, LINE, MANAGER, PURPOSE } from './contract/words.ts'

export { type ShownCandidate } from './contract/candidate.ts'
export { type BallisticComparison, type ComparisonResult } from './contract/comparison.ts'
export { type BallisticExamination } from './contract/examination.ts'
export { type BallisticImage } from './contract/image.ts'
export { type InstrumentCalibration } from './contract/calibration.ts'
export { type ExternalCorrelation } from './contract/correlation.ts'
export { type Link } from './contract/link.ts'
export { type BallisticSearch } from './contract/search.ts'
export { type Specimen } from './contract/specimen.ts'
export { type BallisticSurface } from './contract/surface.ts'
export { type HeightMap } from './engine/protocol.ts'

const READS = ['exhibit', 'custody-event', 'file', 'firearm', 'firearm-trace']

/** Fired cartridge cases and bullets: what the engine proposes, what two examiners conclude at the microscope. */
export const ballisticsCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [
    specimen,
    surface,
    comparison,
    examination,
    loan,
    search,
    calibration,
    correlation,
    image,
  ] as never,
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
    askSearch,
    finishSearch,
    reviewSearch,
    recordCalibration,
    withdrawCalibration,
    enterCorrelation,
    withdrawCorrelation,
    openImage,
    importImage,
    readImage,
  ],
  roles: [
    { id: EXAMINER, purposes: [PURPOSE], reads: READS },
    { id: MANAGER, purposes: [PURPOSE], reads: READS },
    { id: ENGINE, purposes: [], reads: ['ballistic-map'], heldBy: 'machine' },
  ],
})
