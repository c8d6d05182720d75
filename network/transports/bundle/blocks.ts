import { hash } from 'node:crypto'

/** A bundle's bytes are checked this many at a time: small enough that one wrong byte can be found by trying. */
export const BLOCK_BYTES = 1024
/** SHA-256 cut to 128 bits; the list of them is signed. */
export const BLOCK_HASH_BYTES = 16

/** Hashes of the blocks of these bytes, one behind the other. */
export function hashBlocks(bytes: Uint8Array): Uint8Array {
  const count = Math.ceil(bytes.length / BLOCK_BYTES)
  const hashes = new Uint8Array(count * BLOCK_HASH_BYTES)
  for (let i = 0; i < count; i++) hashes.set(blockHash(blockOf(bytes, i)), i * BLOCK_HASH_BYTES)
  return hashes
}

/** Where bytes are damaged, counted from their own beginning. */
export interface Damage {
  readonly first: number
  readonly last: number
  /** What stood there, where a single wrong byte explains it. */
  readonly was: number | null
}

/** Everything damaged in these bytes, by the hashes their blocks should have. At most `most` findings. */
export function findDamage(bytes: Uint8Array, hashes: Uint8Array, most: number): Damage[] {
  const found: Damage[] = []
  const count = hashes.length / BLOCK_HASH_BYTES
  for (let i = 0; i < count && found.length < most; i++) {
    const expected = Buffer.from(hashes.subarray(i * BLOCK_HASH_BYTES, (i + 1) * BLOCK_HASH_BYTES))
    const block = blockOf(bytes, i)
    if (block.length > 0 && expected.equals(blockHash(block))) continue
    const first = i * BLOCK_BYTES
    // Trying every byte takes up to a second a block: for the first one, whose place a person is told.
    const single = found.length === 0 ? wrongByte(block, expected) : null
    if (single !== null) found.push({ first: first + single.at, last: first + single.at, was: single.was })
    else found.push({ first, last: first + Math.max(block.length, 1) - 1, was: null })
  }
  return found
}

function wrongByte(
  block: Uint8Array,
  expected: Buffer,
): { readonly at: number; readonly was: number } | null {
  const tried = new Uint8Array(block)
  for (let at = 0; at < tried.length; at++) {
    const there = tried[at] as number
    for (let was = 0; was < 256; was++) {
      if (was === there) continue
      tried[at] = was
      if (expected.equals(blockHash(tried))) return { at, was }
    }
    tried[at] = there
  }
  return null
}

function blockOf(bytes: Uint8Array, i: number): Uint8Array {
  return bytes.subarray(i * BLOCK_BYTES, (i + 1) * BLOCK_BYTES)
}

function blockHash(block: Uint8Array): Buffer {
  return hash('sha256', block, 'buffer').subarray(0, BLOCK_HASH_BYTES)
}
