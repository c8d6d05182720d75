import { fail, ok, type Result } from '@basinet/kernel/contract'
import { CBOR_BYTES_MAX, type Cbor } from './cbor.ts'
import { decodeCbor } from './cbor-decode.ts'
import { encodeCbor } from './cbor-encode.ts'
import { inDomain, type Domain } from './domain.ts'
import { KEY_ID_BYTES, toHex } from './hash.ts'
import { bytes, bytesUpTo, list, nation, readShape, tuple, type Shape } from './shape.ts'
import { verifySignature, type Signer } from './sign-key.ts'

const SIGNATURES_MAX = 64
const signedShape = tuple(
  bytesUpTo(CBOR_BYTES_MAX),
  list(tuple(nation, bytes(KEY_ID_BYTES), bytes(64)), SIGNATURES_MAX, 1),
)

/** Public key of a nation by its id, or null when that key may not sign (unknown, revoked, not in its time). */
export type KeyLookup = (nation: string, keyId: Uint8Array) => Uint8Array | null

/** `[statement bytes, [[nation, key id, signature], …]]`; the statement is kept as the bytes that were signed. */
export function signStatement(domain: Domain, value: Cbor, signers: readonly Signer[]): Uint8Array {
  return signBytes(domain, encodeCbor(value), signers)
}

export function signBytes(domain: Domain, statement: Uint8Array, signers: readonly Signer[]): Uint8Array {
  const message = inDomain(domain, statement)
  return encodeCbor([statement, signers.map((s) => [s.nation, s.keyId, s.sign(message)])])
}

/** A statement taken apart, its signatures not looked at yet. */
export interface Unverified<T> {
  readonly value: T
  /** The exact bytes that were signed. */
  readonly statement: Uint8Array
  readonly signatures: readonly (readonly [nation: string, keyId: Uint8Array, signature: Uint8Array])[]
}

/** Errors: `cbor.*`, `message.shape`. */
export function readSigned<T>(shape: Shape<T>, message: Uint8Array): Result<Unverified<T>> {
  const outer = decodeCbor(message)
  if (!outer.ok) return outer
  const parts = readShape(signedShape, outer.value)
  if (!parts.ok) return parts
  const [statement, signatures] = parts.value
  const inner = decodeCbor(statement)
  if (!inner.ok) return inner
  const value = readShape(shape, inner.value)
  return value.ok ? ok({ value: value.value, statement, signatures }) : value
}

/**
 * Nations whose signature holds, each once, in the order given. A signature by a key the lookup does not know is left
 * out; one that is wrong refuses the whole. Errors: `signature.wrong`.
 */
export function signersOf(
  domain: Domain,
  read: Pick<Unverified<unknown>, 'statement' | 'signatures'>,
  keyOf: KeyLookup,
): Result<string[]> {
  const signed = inDomain(domain, read.statement)
  const signers = new Set<string>()
  for (const [by, keyId, signature] of read.signatures) {
    const key = keyOf(by, keyId)
    if (key === null) continue
    if (!verifySignature(key, signed, signature))
      return fail('signature.wrong', `the signature of ${by} (key ${toHex(keyId)}) is wrong`, by)
    signers.add(by)
  }
  return ok([...signers])
}

export interface Signed<T> extends Unverified<T> {
  readonly signers: readonly string[]
}

/** Reads a statement and checks who signed it. Errors: as the two above, `signature.unknown` (by no key in force). */
export function openSigned<T>(
  domain: Domain,
  shape: Shape<T>,
  message: Uint8Array,
  keyOf: KeyLookup,
): Result<Signed<T>> {
  const read = readSigned(shape, message)
  if (!read.ok) return read
  const signers = signersOf(domain, read.value, keyOf)
  if (!signers.ok) return signers
  if (signers.value.length === 0) return fail('signature.unknown', 'no signature by a key in force')
  return ok({ ...read.value, signers: signers.value })
}

/** The same for a statement that one nation makes in its own name. Errors: as above, `signature.other`. */
export function openSignedBy<T>(
  domain: Domain,
  shape: Shape<T>,
  message: Uint8Array,
  keyOf: KeyLookup,
  by: (value: T) => string,
): Result<Signed<T>> {
  const opened = openSigned(domain, shape, message, keyOf)
  if (!opened.ok) return opened
  const expected = by(opened.value.value)
  return opened.value.signers.includes(expected)
    ? opened
    : fail('signature.other', `expected a signature of ${expected}`, expected)
}
