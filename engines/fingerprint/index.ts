export { extractPrint, type Extracted } from './extract/print.ts'
export {
  FINGER_POSITIONS,
  IsoError,
  isIso19794,
  readIso19794,
  writeIso19794,
  type MinutiaeRecord,
  type MinutiaeView,
} from './formats/iso19794.ts'
export { ImageError, type GrayImage } from './image/gray.ts'
export { readImage, readRaw } from './image/read.ts'
export { Gallery, type Candidate } from './search/gallery.ts'
export { compare, scoreOf, SCORE_NONE, type Comparison } from './match/compare.ts'
export { prepare, type Prepared } from './match/prepared.ts'
export { KIND, type RidgeMap, type Template } from './template/template.ts'
export { QUALITY_REASONS, qualityOf, type PrintQuality, type QualityReason } from './extract/quality.ts'
export { patternClass, singularPoints, type PatternClass, type SingularPoint } from './extract/singular.ts'
export { calibrate, costOf, fuseFingers, lnLikelihoodRatio, type Calibration } from './match/calibration.ts'
export { readCompact, writeCompact, CompactError } from './template/compact.ts'
export {
  binaryImageRecord,
  grayOf,
  imageOf,
  minutiaeOf,
  minutiaeRecord,
  type NistImage,
} from './formats/nist-prints.ts'
export {
  fieldOf,
  isBinary,
  NistError,
  readNist,
  subfields,
  writeNist,
  type NistField,
  type NistRecord,
} from './formats/nist.ts'
export { readWsq } from './wsq/read.ts'
export { writeWsq } from './wsq/write.ts'
export { withEdits, withinRegion, type Corner, type MarkedMinutia } from './template/latent.ts'
export { checkIso19794 } from './formats/iso19794-check.ts'
export { checkTransaction, profileOf } from './formats/nist-check.ts'
export { headRecord, imageRecord, type ImageFacts, type TransactionFacts } from './formats/nist-write.ts'
export { ridgeCounts, type RidgeCount } from './extract/ridge-count.ts'
