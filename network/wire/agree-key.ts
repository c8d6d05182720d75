import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { encodeCbor } from './cbor-encode.ts'
import { DOMAIN, inDomain } from './domain.ts'
import { keyIdOf } from './hash.ts'

// RFC 8410, 7 and 4: the fixed DER heads of an X25519 private and public key.
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex')
/** RFC 3394, 2.2.3.1 */
const KEY_WRAP_IV = Buffer.from('a6a6a6a6a6a6a6a6', 'hex')

export const AGREE_KEY_BYTES = 32
export const WRAPPED_KEY_BYTES = 40

/** A private X25519 key (RFC 7748) with its public half. */
export interface AgreeKey {
  readonly keyId: Uint8Array
  readonly publicKey: Uint8Array
  readonly privateKey: KeyObject
}

export function agreeKey(secret: Uint8Array): AgreeKey {
  const key = Buffer.concat([PKCS8_HEAD, secret])
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const publicKey = new Uint8Array(spki.subarray(SPKI_HEAD.length))
  return { keyId: keyIdOf(publicKey), publicKey, privateKey }
}

/** What a stream key is bound to. */
export interface StreamContext {
  readonly from: string
  readonly to: string
  /** Whole hours since 1970 on the sender's clock. */
  readonly hour: number
  /** The sender's public key of the hour, and the recipient's registered one. */
  readonly hourKey: Uint8Array
  readonly recipientKey: Uint8Array
}

/**
 * HKDF-SHA-256 (RFC 5869) over the X25519 secret, without salt; info = domain ‖ 0 ‖ CBOR [from, to, hour, hour key,
 * recipient key]. Null when the other key is of small order, which gives a secret everybody knows.
 */
export function streamKey(
  own: KeyObject,
  otherPublicKey: Uint8Array,
  context: StreamContext,
): Uint8Array | null {
  const { from, to, hour, hourKey, recipientKey } = context
  const info = inDomain(DOMAIN.streamKey, encodeCbor([from, to, hour, hourKey, recipientKey]))
  const spki = Buffer.concat([SPKI_HEAD, otherPublicKey])
  try {
    const other = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    const secret = diffieHellman({ privateKey: own, publicKey: other })
    return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, AGREE_KEY_BYTES))
  } catch {
    // OpenSSL refuses an all-zero secret (RFC 7748, 6.1) by an error without a code of its own.
    return null
  }
}

/** AES-256 key wrap (RFC 3394): 40 bytes, needs no nonce. */
export function wrapKey(wrapping: Uint8Array, key: Uint8Array): Uint8Array {
  const cipher = createCipheriv('id-aes256-wrap', wrapping, KEY_WRAP_IV)
  return new Uint8Array(Buffer.concat([cipher.update(key), cipher.final()]))
}

/** Null when it was wrapped by another key or altered. */
export function unwrapKey(wrapping: Uint8Array, wrapped: Uint8Array): Uint8Array | null {
  try {
    const decipher = createDecipheriv('id-aes256-wrap', wrapping, KEY_WRAP_IV)
    return new Uint8Array(Buffer.concat([decipher.update(wrapped), decipher.final()]))
  } catch {
    return null
  }
}
