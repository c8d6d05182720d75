import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { Ed25519Sign, Ed25519Verify } from './verifier-key.ts'

// RFC 8410, 7 and 4: the fixed DER heads of an Ed25519 private and public key.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

export const verifyEd25519: Ed25519Verify = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' })
  return verify(null, message, key, signature)
}

/** Key pair of a 32-byte seed (RFC 8032, 5.1.5). */
export function keyPair(seed: Uint8Array): { publicKey: Uint8Array; sign: Ed25519Sign } {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: new Uint8Array(spki.subarray(SPKI_HEAD.length)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}
