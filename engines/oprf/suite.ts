import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { p256_oprf } from '@noble/curves/nist.js'

/** Ciphersuites of RFC 9497, 4 that this package offers; the name is what a partner agrees on and signs. */
export type SuiteId = 'ristretto255-SHA512' | 'P256-SHA256'

/** Serialised sizes in bytes: Ne, Ns and Nh of RFC 9497, 4.1 and 4.3; a proof is two scalars (2.2.1). */
export interface SuiteSizes {
  readonly elementBytes: number
  readonly scalarBytes: number
  readonly proofBytes: number
  readonly outputBytes: number
}

export const SUITE_SIZES: Readonly<Record<SuiteId, SuiteSizes>> = {
  'ristretto255-SHA512': { elementBytes: 32, scalarBytes: 32, proofBytes: 64, outputBytes: 64 }, // RFC 9497, 4.1
  'P256-SHA256': { elementBytes: 33, scalarBytes: 32, proofBytes: 64, outputBytes: 32 }, // RFC 9497, 4.3
}

/** What is used of the library's verifiable mode; its own type leaves out `evaluate` (2.4.0), which the vectors hold it to. */
export interface Voprf {
  deriveKeyPair(seed: Uint8Array, info: Uint8Array): { secretKey: Uint8Array; publicKey: Uint8Array }
  blind(input: Uint8Array, random: RandomBytes): { blind: Uint8Array; blinded: Uint8Array }
  blindEvaluateBatch(
    secretKey: Uint8Array,
    publicKey: Uint8Array,
    blinded: readonly Uint8Array[],
    random: RandomBytes,
  ): { evaluated: Uint8Array[]; proof: Uint8Array }
  finalizeBatch(
    items: readonly { input: Uint8Array; blind: Uint8Array; evaluated: Uint8Array; blinded: Uint8Array }[],
    publicKey: Uint8Array,
    proof: Uint8Array,
  ): Uint8Array[]
  evaluate(secretKey: Uint8Array, input: Uint8Array): Uint8Array
}

/** Cryptographic randomness is passed in: `length` fresh bytes at each call. */
export type RandomBytes = (length: number) => Uint8Array

/** Verifiable mode of the suite (RFC 9497, 3.3.2). */
export function voprfOf(suite: SuiteId): Voprf {
  const { voprf } = suite === 'P256-SHA256' ? p256_oprf : ristretto255_oprf
  return voprf as unknown as Voprf
}
