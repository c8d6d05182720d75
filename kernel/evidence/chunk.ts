import { createHash } from 'node:crypto'
import { decrypt, encrypt, NONCE_BYTES } from '../keys/wrap.ts'
import { CHUNK_BYTES } from './evidence-file.ts'

const LEAF_PREFIX = Uint8Array.of(0) // RFC 6962, 2.1

/** A chunk ready to be stored. */
export interface SealedChunk {
  readonly bytes: Uint8Array
  readonly leafHash: Uint8Array
}

/** Bound to file and place, so that chunks cannot be exchanged within a file or between files. */
function contextOf(fileId: string, index: number): string {
  return `basinet-chunk@1\0${fileId}\0${index}`
}

/** nonce ‖ ciphertext ‖ tag under the file's own key, and the hash of that as a leaf of the file's tree. */
export function sealChunk(
  key: Uint8Array,
  fileId: string,
  index: number,
  plaintext: Uint8Array,
  random: (bytes: number) => Uint8Array,
): SealedChunk {
  if (plaintext.length < 1 || plaintext.length > CHUNK_BYTES)
    throw new Error(`BUG: a chunk of ${plaintext.length} bytes`)
  const bytes = encrypt(key, random(NONCE_BYTES), contextOf(fileId, index), plaintext)
  return { bytes, leafHash: leafHashOf(bytes) }
}

/** Null when the chunk was altered, or belongs elsewhere. */
export function openChunk(
  key: Uint8Array,
  fileId: string,
  index: number,
  bytes: Uint8Array,
): Uint8Array | null {
  return decrypt(key, contextOf(fileId, index), bytes)
}

export function leafHashOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(LEAF_PREFIX).update(bytes).digest()
}

/** The hash is in the name, so an unfinished chunk that grew, or another writer's, never takes the place of one in use. */
export function chunkName(index: number, leafHash: Uint8Array): string {
  return `${index}-${Buffer.from(leafHash).toString('hex')}`
}
