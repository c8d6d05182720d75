import { ed25519 } from '@noble/curves/ed25519.js'
import { decodeBase58, encodeBase58 } from './multibase.ts'

/** Multicodec ed25519-pub, 0xed as a varint. */
const ED25519_PUBLIC = [0xed, 0x01]
const KEY_BYTES = 32

/** An issuer's signing key: the seed never leaves the caller. */
export interface SigningKey {
  /** 32 bytes. */
  readonly seed: Uint8Array
}

/** `did:key:z6Mk…` of a public key (did:key v0.7, Ed25519): the key stands in its own name, so nothing has to be fetched. */
export function didKeyOf(publicKey: Uint8Array): string {
  return `did:key:z${encodeBase58(Uint8Array.from([...ED25519_PUBLIC, ...publicKey]))}`
}

export function publicKeyOf(key: SigningKey): Uint8Array {
  return ed25519.getPublicKey(key.seed)
}

/** Verification method of a did:key: the identifier with its own fragment. */
export function methodOf(did: string): string {
  return `${did}#${did.slice('did:key:'.length)}`
}

/** Public key of a did:key or of its verification method; null where it is none of Ed25519. */
export function publicKeyOfDid(did: string): Uint8Array | null {
  const found = /^did:key:z([1-9A-HJ-NP-Za-km-z]{40,60})(?:#z([1-9A-HJ-NP-Za-km-z]{40,60}))?$/.exec(did)
  if (found === null || (found[2] !== undefined && found[2] !== found[1])) return null
  const bytes = decodeBase58(found[1] ?? '')
  if (bytes === null || bytes.length !== KEY_BYTES + 2) return null
  return bytes[0] === ED25519_PUBLIC[0] && bytes[1] === ED25519_PUBLIC[1] ? bytes.subarray(2) : null
}

export function sign(key: SigningKey, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, key.seed)
}

/** False for any signature that is not good, also for one of a wrong length. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== KEY_BYTES) return false
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    // Bytes that are no point of the curve.
    return false
  }
}
