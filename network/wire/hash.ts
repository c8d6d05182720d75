import { hash } from 'node:crypto'
import { DOMAIN, inDomain, type Domain } from './domain.ts'

export const HASH_BYTES = 32
export const KEY_ID_BYTES = 8

/** SHA-256 in a domain (FIPS 180-4); 32 bytes. */
export function hashIn(domain: Domain, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hash('sha256', inDomain(domain, bytes), 'buffer'))
}

/** First 8 bytes of the hash of a raw public key: finds it in the register, proves nothing. */
export function keyIdOf(publicKey: Uint8Array): Uint8Array {
  return hashIn(DOMAIN.keyId, publicKey).slice(0, KEY_ID_BYTES)
}

/** Comparison of public values; not constant time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}

export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
