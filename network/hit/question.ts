import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  blindInputs,
  evaluateBlinded,
  finalizeBlinded,
  type BlindedInput,
  type Evaluation,
  type OprfKeys,
  type RandomBytes,
} from '@basinet/oprf'
import { commit, SALT_BYTES, type Committed } from './commitment.ts'
import { spend, type RateLedger, type RateLimit } from './rate-limit.ts'
import { HIT_SUITE, truncated, type SetCopy, type SetName } from './token-set.ts'

/** Tokens one question may have: names and their variants, or a few numbers. */
export const QUESTION_TOKENS_MAX = 16

/** What reaches the holder: how many, under what, for what; never who or what is sought. */
export interface HitQuestion extends SetName {
  readonly id: string
  readonly agreement: { readonly id: string; readonly version: number }
  readonly purpose: string
  readonly nation: string
  readonly unit: string
  /** commitment to the case number and the tokens */
  readonly commitment: string
  readonly blinded: readonly Uint8Array[]
}

/** What stays with the requester: to be sealed for its own oversight. */
export interface HitSecret {
  readonly committed: Committed
  readonly requests: readonly BlindedInput[]
}

/** The requester's log event, and the holder's. Neither has a token; the requester's plaintext lies sealed beside its event. */
export interface HitEvent {
  readonly kind: 'hit.asked' | 'hit.answered' | 'hit.refused' | 'hit.result'
  readonly question: string
  readonly agreement: HitQuestion['agreement']
  readonly purpose: string
  readonly nation: string
  readonly unit: string
  readonly class: string
  readonly epoch: number
  readonly commitment: string
  readonly count: number
  /** for `hit.result`: how many tokens hit; for `hit.refused`: why */
  readonly hits?: number
  readonly reason?: string
}

export type QuestionTerms = Omit<HitQuestion, 'commitment' | 'blinded'>

/** Requester, step 1. Errors: `hit.tokens`, `oprf.*`. */
export function askHit(
  terms: QuestionTerms,
  caseNumber: string,
  tokens: readonly string[],
  random: RandomBytes,
): Result<{ readonly question: HitQuestion; readonly secret: HitSecret; readonly event: HitEvent }> {
  if (tokens.length < 1 || tokens.length > QUESTION_TOKENS_MAX)
    return fail('hit.tokens', `a question has 1 to ${QUESTION_TOKENS_MAX} tokens`, 'tokens')
  if (caseNumber.trim() === '') return fail('hit.case', 'a question needs its case number', 'caseNumber')
  const requests = blindInputs(
    HIT_SUITE,
    tokens.map((token) => new TextEncoder().encode(token)),
    random,
  )
  if (!requests.ok) return requests
  const committed = { salt: random(SALT_BYTES), caseNumber, tokens }
  const blinded = requests.value.map((request) => request.blinded)
  const question = { ...terms, commitment: commit(committed), blinded }
  const secret = { committed, requests: requests.value }
  return ok({ question, secret, event: hitEvent('hit.asked', question) })
}

export interface HitHolder {
  readonly name: SetName
  readonly keys: OprfKeys
  readonly limit: RateLimit
  readonly random: RandomBytes
}

export interface HitStep {
  readonly answer: Result<Evaluation>
  readonly ledger: RateLedger
  readonly event: HitEvent
}

/**
 * Holder. Whether the agreement is in force and lets this unit ask for this purpose is decided before (agreements, policy); the
 * ledger and the event are to be written in one transaction before the answer leaves.
 */
export function answerHit(holder: HitHolder, question: HitQuestion, ledger: RateLedger): HitStep {
  const refuse = (error: ReturnType<typeof fail>): HitStep => ({
    answer: error,
    ledger,
    event: { ...hitEvent('hit.refused', question), reason: error.error.code },
  })
  if (question.class !== holder.name.class || question.epoch !== holder.name.epoch)
    return refuse(fail('hit.epoch', 'the question is for another set than is in force', 'epoch'))
  if (question.blinded.length < 1 || question.blinded.length > QUESTION_TOKENS_MAX)
    return refuse(fail('hit.tokens', `a question has 1 to ${QUESTION_TOKENS_MAX} tokens`, 'blinded'))
  const paid = spend(ledger, question, question.blinded.length, holder.limit)
  if (!paid.ok) return refuse(paid)
  const answer = evaluateBlinded(HIT_SUITE, holder.keys, question.blinded, holder.random)
  if (!answer.ok) return refuse(answer)
  return { answer, ledger: paid.value, event: hitEvent('hit.answered', question) }
}

export interface HitResult {
  readonly hit: boolean
  /** outputs that are in the set, by the place of their token in the question */
  readonly outputs: readonly { readonly token: number; readonly output: string }[]
  readonly event: HitEvent
}

/**
 * Requester, step 2: checks the proof against the register's key of this class and epoch, then compares at home. The holder does not learn
 * the result. Errors: `hit.set`, `oprf.*`.
 */
export function readHitAnswer(
  question: HitQuestion,
  secret: HitSecret,
  answer: Evaluation,
  publicKey: Uint8Array,
  copy: SetCopy,
): Result<HitResult> {
  if (copy.name.class !== question.class || copy.name.epoch !== question.epoch)
    return fail('hit.set', 'the copy of the set is of another class or epoch', 'epoch')
  const outputs = finalizeBlinded(HIT_SUITE, secret.requests, answer, publicKey)
  if (!outputs.ok) return outputs
  const found = outputs.value
    .map((output, token) => ({ token, output: truncated(output, copy.outputBytes) }))
    .filter((one) => copy.has(one.output))
  const event = { ...hitEvent('hit.result', question), hits: found.length }
  return ok({ hit: found.length > 0, outputs: found, event })
}

function hitEvent(kind: HitEvent['kind'], question: HitQuestion): HitEvent {
  const { agreement, purpose, nation, unit, epoch, commitment } = question
  const count = question.blinded.length
  return {
    kind,
    question: question.id,
    agreement,
    purpose,
    nation,
    unit,
    class: question.class,
    epoch,
    commitment,
    count,
  }
}
