import { rootOf, treeHasher } from '@basinet/transparency-log'
import { fail, ok, type Result } from '../contract/result.ts'
import { chunkName, leafHashOf, openChunk } from './chunk.ts'
import { EvidenceReadError } from './evidence-store.ts'
import type { EvidenceEntry } from './evidence-index.ts'
import type { EvidenceParts } from './evidence-parts.ts'
import { fileKey } from './evidence-parts.ts'

const hasher = treeHasher()

/** Leaf hashes asked of the index at once: 2 MiB of them. */
const LEAVES_PER_READ = 65_536

/** All leaf hashes of a file, the unfinished last chunk's included. */
async function leavesOf(parts: EvidenceParts, entry: EvidenceEntry): Promise<Uint8Array[]> {
  const leaves: Uint8Array[] = []
  while (leaves.length < entry.chunkCount) {
    const to = Math.min(leaves.length + LEAVES_PER_READ, entry.chunkCount)
    const read = await parts.index.leafHashes(entry.id, leaves.length, to)
    if (read.length === 0) break
    leaves.push(...read)
  }
  if (entry.tail !== null) leaves.push(entry.tail.leafHash)
  return leaves
}

/** Hex root over the leaf hashes: the address of the file. */
export function addressOf(leaves: readonly Uint8Array[]): string {
  return Buffer.from(rootOf(hasher, leaves)).toString('hex')
}

/** A file whose leaf hashes have been proven against its address, so that each chunk can be checked alone. */
export class VerifiedFile {
  readonly id: string
  readonly leaves: readonly Uint8Array[]
  readonly #parts: EvidenceParts
  readonly #key: Uint8Array

  private constructor(parts: EvidenceParts, id: string, key: Uint8Array, leaves: readonly Uint8Array[]) {
    this.#parts = parts
    this.#key = key
    this.id = id
    this.leaves = leaves
  }

  /** @param address what the leaf hashes must hash to; null while the file is being finished */
  static async open(
    parts: EvidenceParts,
    entry: EvidenceEntry,
    address: string | null,
    known?: readonly Uint8Array[],
  ): Promise<Result<VerifiedFile>> {
    const key = await fileKey(parts, entry)
    if (!key.ok) return key
    const leaves = known ?? (await leavesOf(parts, entry))
    if (known === undefined && address !== null && addressOf(leaves) !== address) {
      return fail(
        'evidence.index-corrupt',
        'the stored hashes of the chunks do not lead to the address of this file',
      )
    }
    return ok(new VerifiedFile(parts, entry.id, key.value, leaves))
  }

  /** Plaintext of one chunk. @throws EvidenceReadError naming the chunk */
  async chunk(index: number): Promise<Uint8Array> {
    const leaf = this.leaves[index]
    if (leaf === undefined)
      throw new EvidenceReadError('evidence.chunk-missing', index, `chunk ${index} is not recorded`)
    const bytes = await this.#parts.chunks.get(this.id, chunkName(index, leaf))
    if (bytes === null) {
      throw new EvidenceReadError(
        'evidence.chunk-missing',
        index,
        `chunk ${index} of file ${this.id} is missing`,
      )
    }
    const plaintext = sameBytes(leafHashOf(bytes), leaf) ? openChunk(this.#key, this.id, index, bytes) : null
    if (plaintext === null) {
      throw new EvidenceReadError(
        'evidence.chunk-corrupt',
        index,
        `chunk ${index} of file ${this.id} is damaged`,
      )
    }
    return plaintext
  }

  /** All plaintext, chunk by chunk. */
  async *plaintext(): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < this.leaves.length; index++) yield await this.chunk(index)
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
