export { commit, opens, type Committed } from './commitment.ts'
export { coreDataDueMs, openFollowUp, overdueMs, stepFollowUp } from './follow-up.ts'
export type { FollowUp, FollowUpState, FollowUpStep } from './follow-up.ts'
export { HIT_LIMITS, type HitLimit } from './limits.ts'
export { falsePositiveRate, outputBytesFor } from './output-length.ts'
export { openProbe, releasedCandidates, stepProbe } from './probe.ts'
export type { Candidate, Examination, Probe, ProbeCase, ProbeKind, ProbeStep } from './probe.ts'
export { answerHit, askHit, QUESTION_TOKENS_MAX, readHitAnswer } from './question.ts'
export type {
  HitEvent,
  HitHolder,
  HitQuestion,
  HitResult,
  HitSecret,
  HitStep,
  QuestionTerms,
} from './question.ts'
export { freshLedger, spend, type RateLedger, type RateLimit } from './rate-limit.ts'
export {
  evaluateToken,
  HeldSet,
  HIT_SUITE,
  keyInfo,
  SetCopy,
  type SetName,
  type SetUpdate,
} from './token-set.ts'
