import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { publicKeyOf } from '@basinet/kernel/keys'
import { keyIdOf, toHex } from './hash.ts'

// RFC 8410, 7 and 4: the fixed DER heads of an Ed25519 private and public key.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** Signs in a nation's name. Where the key lies is the holder's business. */
export interface Signer {
  readonly nation: string
  readonly keyId: Uint8Array
  readonly publicKey: Uint8Array
  /** 64 bytes, Ed25519 (RFC 8032). */
  sign(message: Uint8Array): Uint8Array
}

/** A signer over a seed held in memory; the key is prepared once, which makes a signature three times as cheap. */
export function seedSigner(nation: string, seed: Uint8Array): Signer {
  const publicKey = publicKeyOf(seed)
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
  return {
    nation,
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}

/** Prepared public keys kept; a region has some dozens. */
const PREPARED_MAX = 1024
const prepared = new Map<string, KeyObject>()

/** False for a wrong signature and for bytes that are no public key. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const id = toHex(publicKey)
  let key = prepared.get(id)
  if (key === undefined) {
    key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' })
    if (prepared.size >= PREPARED_MAX) prepared.clear()
    prepared.set(id, key)
  }
  return verify(null, message, key, signature)
}
