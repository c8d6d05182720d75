import { sha256 as pureSha256, type Sha256 } from './sha256.ts'

export const HASH_BYTES = 32

const LEAF_PREFIX = 0x00 // RFC 6962, 2.1
const NODE_PREFIX = 0x01 // RFC 6962, 2.1

/** The three hashes of a Merkle tree (RFC 6962, 2.1; RFC 9162, 2.1.1). All results are fresh 32-byte arrays. */
export interface TreeHasher {
  leaf(entry: Uint8Array): Uint8Array
  node(left: Uint8Array, right: Uint8Array): Uint8Array
  empty(): Uint8Array
}

/** @param sha256 replaces the built-in function; see `sha256.ts` for when that pays */
export function treeHasher(sha256: Sha256 = pureSha256): TreeHasher {
  const pair = new Uint8Array(1 + 2 * HASH_BYTES)
  pair[0] = NODE_PREFIX
  return {
    leaf(entry) {
      const message = new Uint8Array(1 + entry.length)
      message[0] = LEAF_PREFIX
      message.set(entry, 1)
      return sha256(message)
    },
    node(left, right) {
      pair.set(left, 1)
      pair.set(right, 1 + HASH_BYTES)
      return sha256(pair)
    },
    empty() {
      return sha256(new Uint8Array(0))
    },
  }
}

/** Comparison of public hashes; not constant time, and nothing here is secret. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
