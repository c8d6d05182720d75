import { fail, ok, type Result } from './result.ts'
import { SUITE_SIZES, voprfOf, type RandomBytes, type SuiteId } from './suite.ts'

/** Largest input (RFC 9497, 1.2: lengths are two bytes). */
export const INPUT_BYTES_MAX = 65_535
/** Inputs under one proof; one evaluation costs the server about a millisecond, so this bounds what one message can ask. */
export const BATCH_MAX = 1024
/** RFC 9497, 3.2.1. */
export const SEED_BYTES = 32

export interface OprfKeys {
  readonly secretKey: Uint8Array
  readonly publicKey: Uint8Array
}

/** What a client keeps of one blinded input until the answer is there. The blind is a secret. */
export interface BlindedInput {
  readonly input: Uint8Array
  readonly blind: Uint8Array
  readonly blinded: Uint8Array
}

/** Answer to a batch: elements in the order asked, one DLEQ proof over all of them (RFC 9497, 2.2). */
export interface Evaluation {
  readonly evaluated: readonly Uint8Array[]
  readonly proof: Uint8Array
}

/** Key pair of a secret seed (RFC 9497, 3.2.1). `info` names what the key is for. */
export function deriveKeys(suite: SuiteId, seed: Uint8Array, info: Uint8Array): Result<OprfKeys> {
  if (seed.length !== SEED_BYTES)
    return fail('oprf.seed', `a seed has ${SEED_BYTES} bytes, got ${seed.length}`, 'seed')
  if (info.length > INPUT_BYTES_MAX)
    return fail('oprf.info', `key information has at most ${INPUT_BYTES_MAX} bytes`, 'info')
  return attempt('oprf.key', 'no key follows from this seed', 'seed', () =>
    voprfOf(suite).deriveKeyPair(seed, info),
  )
}

/** Client, step 1: hides each input behind a fresh blind (RFC 9497, 3.3.1 Blind). */
export function blindInputs(
  suite: SuiteId,
  inputs: readonly Uint8Array[],
  random: RandomBytes,
): Result<BlindedInput[]> {
  const bad = batchFault(inputs.length, 'inputs') ?? inputs.map(inputFault).find((fault) => fault !== null)
  if (bad !== undefined) return bad
  return attempt('oprf.input', 'an input maps to the identity element', 'inputs', () =>
    inputs.map((input) => {
      const { blind, blinded } = voprfOf(suite).blind(input, random)
      return { input, blind, blinded }
    }),
  )
}

/** Server: evaluates what it cannot read and proves that it used the key of `keys.publicKey` (RFC 9497, 3.3.2 BlindEvaluate). */
export function evaluateBlinded(
  suite: SuiteId,
  keys: OprfKeys,
  blinded: readonly Uint8Array[],
  random: RandomBytes,
): Result<Evaluation> {
  const bad = batchFault(blinded.length, 'blinded') ?? elementsFault(suite, blinded, 'blinded')
  if (bad !== null) return bad
  return attempt('oprf.element', 'a blinded element is not a valid group element', 'blinded', () =>
    voprfOf(suite).blindEvaluateBatch(keys.secretKey, keys.publicKey, blinded, random),
  )
}

/** Client, step 2: checks the proof against the public key it knows from elsewhere, then unblinds (RFC 9497, 3.3.2 Finalize). */
export function finalizeBlinded(
  suite: SuiteId,
  requests: readonly BlindedInput[],
  evaluation: Evaluation,
  publicKey: Uint8Array,
): Result<Uint8Array[]> {
  const { evaluated, proof } = evaluation
  if (evaluated.length !== requests.length)
    return fail(
      'oprf.count',
      `${requests.length} inputs were asked, ${evaluated.length} answered`,
      'evaluated',
    )
  const bad = batchFault(requests.length, 'requests') ?? elementsFault(suite, evaluated, 'evaluated')
  if (bad !== null) return bad
  if (proof.length !== SUITE_SIZES[suite].proofBytes)
    return fail('oprf.proof', `a proof has ${SUITE_SIZES[suite].proofBytes} bytes`, 'proof')
  const items = requests.map((request, i) => ({ ...request, evaluated: evaluated[i]! }))
  return attempt('oprf.proof', 'the proof does not fit the key, the question and the answer', 'proof', () =>
    voprfOf(suite).finalizeBatch(items, publicKey, proof),
  )
}

/** The same output by the holder of the key, for its own inputs (RFC 9497, 3.3.1 Evaluate). */
export function evaluateOwn(suite: SuiteId, secretKey: Uint8Array, input: Uint8Array): Result<Uint8Array> {
  const bad = inputFault(input)
  if (bad !== null) return bad
  return attempt('oprf.input', 'the key or the input is not valid', 'input', () =>
    voprfOf(suite).evaluate(secretKey, input),
  )
}

function inputFault(input: Uint8Array): ReturnType<typeof fail> | null {
  return input.length > INPUT_BYTES_MAX
    ? fail('oprf.input', `an input has at most ${INPUT_BYTES_MAX} bytes`, 'inputs')
    : null
}

function batchFault(length: number, field: string): ReturnType<typeof fail> | null {
  return length < 1 || length > BATCH_MAX
    ? fail('oprf.batch', `a batch has 1 to ${BATCH_MAX} inputs, got ${length}`, field)
    : null
}

function elementsFault(
  suite: SuiteId,
  elements: readonly Uint8Array[],
  field: string,
): ReturnType<typeof fail> | null {
  const { elementBytes } = SUITE_SIZES[suite]
  const wrong = elements.findIndex((element) => element.length !== elementBytes)
  return wrong < 0
    ? null
    : fail('oprf.element', `element ${wrong}: expected ${elementBytes} bytes`, `${field}.${wrong}`)
}

/** The library throws on bytes that are no group element or scalar and on a proof that fails: both are a partner's input, not bugs. */
function attempt<T>(code: string, message: string, field: string, work: () => T): Result<T> {
  try {
    return ok(work())
  } catch (cause) {
    if (cause instanceof Error) return fail(code, message, field)
    throw cause
  }
}
