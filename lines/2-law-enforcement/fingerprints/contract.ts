import { defineCapability } from '@basinet/kernel/contract'
import * as batch from './contract/batch.ts'
import * as comparison from './contract/comparison.ts'
import * as competence from './contract/competence.ts'
import * as elimination from './contract/elimination.ts'
import * as examination from './contract/examination.ts'
import * as latent from './contract/latent.ts'
import * as minor from './contract/minor.ts'
import * as search from './contract/search.ts'
import * as card from './contract/ten-print.ts'
import {
  CAPABILITY,
  ENGINE,
  EXAMINER,
  LINE,
  MANAGER,
  OFFICER,
  PURPOSE,
  TEMPLATES,
  UNBLINDED,
} from './contract/words.ts'

export { CONCLUSIONS, type ConclusionWord } from './contract/conclusion.ts'
export { printBatch, type PrintBatch } from './contract/batch.ts'
export { OPEN_STATES, printComparison, RESOLVED_BY, type PrintComparison } from './contract/comparison.ts'
export { printCompetence, TASKS, type PrintCompetence } from './contract/competence.ts'
export { eliminationPrint, RELATIONS, type EliminationPrint } from './contract/elimination.ts'
export { CLARITY, printExamination, type Analysis, type PrintExamination } from './contract/examination.ts'
export { FINGER_STATES, type Finger, type PrintQuality, type TakenFinger } from './contract/finger.ts'
export { latentCase, latentMark, LIFTS, type LatentCase, type LatentMark } from './contract/latent.ts'
export { minorCard, type MinorCard } from './contract/minor.ts'
export { printSearch, SEARCH_KINDS, type PrintSearch } from './contract/search.ts'
export { BASIS_ENDS, TAKEN_FOR, tenPrint, type TenPrint } from './contract/ten-print.ts'
export {
  ENGINE,
  EXAMINER,
  FINGERS,
  MANAGER,
  OFFICER,
  PURPOSE,
  type Exemplar,
  type Mark,
  type Point,
} from './contract/words.ts'

/** Prints of people and of scenes: taken under authority, searched for candidates, compared and concluded by examiners. */
export const fingerprintsCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [
    card.tenPrint,
    minor.minorCard,
    latent.latentCase,
    latent.latentMark,
    examination.printExamination,
    comparison.printComparison,
    search.printSearch,
    elimination.eliminationPrint,
    competence.printCompetence,
    batch.printBatch,
  ] as never,
  commands: [
    card.openCard,
    card.setFingers,
    card.enrolCard,
    card.encodeCard,
    card.endCard,
    card.cardLabels.restrict,
    card.cardLabels.relabel,
    minor.openMinor,
    minor.setMinorFingers,
    minor.keepMinor,
    minor.endMinor,
    latent.openLatentCase,
    latent.closeLatentCase,
    latent.recordMark,
    latent.setMarkImage,
    latent.closeMark,
    latent.markLabels.restrict,
    latent.markLabels.relabel,
    examination.beginExamination,
    examination.continueExamination,
    examination.verifyComparison,
    examination.analyseMark,
    examination.lockAnalysis,
    examination.openExemplar,
    examination.annotateComparison,
    examination.concludeExamination,
    comparison.resolveComparison,
    search.askSearch,
    search.reportSearch,
    search.finishSearch,
    search.reviewSearch,
    elimination.openElimination,
    elimination.setEliminationFingers,
    elimination.readyElimination,
    competence.recordCompetence,
    competence.withdrawCompetence,
    batch.openBatch,
    batch.startBatch,
    batch.noteBatch,
  ],
  roles: [
    { id: EXAMINER, purposes: [PURPOSE], reads: ['exhibit', 'custody-event'] },
    { id: OFFICER, purposes: [PURPOSE] },
    { id: MANAGER, purposes: [PURPOSE], reads: [UNBLINDED] },
    { id: ENGINE, purposes: [], reads: [TEMPLATES], heldBy: 'machine' },
  ],
})
