export type { Failure, Result } from './result.ts'
export { SUITE_SIZES, type RandomBytes, type SuiteId, type SuiteSizes } from './suite.ts'
export {
  BATCH_MAX,
  blindInputs,
  deriveKeys,
  evaluateBlinded,
  evaluateOwn,
  finalizeBlinded,
  INPUT_BYTES_MAX,
  SEED_BYTES,
} from './voprf.ts'
export type { BlindedInput, Evaluation, OprfKeys } from './voprf.ts'
