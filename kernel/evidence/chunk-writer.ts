import { fail, ok, type Result } from '../contract/result.ts'
import { chunkName, openChunk, sealChunk } from './chunk.ts'
import { CHUNK_BYTES, UPLOAD_IDLE_SECONDS } from './evidence-file.ts'
import type { ChunkRef, EvidenceEntry, TailRef } from './evidence-index.ts'
import type { EvidenceParts } from './evidence-parts.ts'

/** Whole chunks between two saves of progress: a crash costs the sender at most so many MiB and one more. */
const CHUNKS_PER_SAVE = 4

/**
 * Turns a run of bytes into stored chunks of one upload. Holds one chunk of plaintext, whatever the size of the file;
 * the sender is held back while a chunk is being written.
 */
export class ChunkWriter {
  readonly #parts: EvidenceParts
  readonly #entry: EvidenceEntry
  readonly #key: Uint8Array
  readonly #buffer = new Uint8Array(CHUNK_BYTES)
  #held = 0
  #index: number
  #savedOffset: number
  #savedTail: TailRef | null
  #pending: ChunkRef[] = []

  private constructor(parts: EvidenceParts, entry: EvidenceEntry, key: Uint8Array) {
    this.#parts = parts
    this.#entry = entry
    this.#key = key
    this.#index = entry.chunkCount
    this.#savedOffset = entry.offsetBytes
    this.#savedTail = entry.tail
  }

  static async resume(
    parts: EvidenceParts,
    entry: EvidenceEntry,
    key: Uint8Array,
  ): Promise<Result<ChunkWriter>> {
    const writer = new ChunkWriter(parts, entry, key)
    const { tail } = entry
    if (tail === null) return ok(writer)
    const stored = await parts.chunks.get(entry.id, chunkName(tail.index, tail.leafHash))
    const plaintext = stored === null ? null : openChunk(key, entry.id, tail.index, stored)
    if (plaintext === null || plaintext.length !== tail.lengthBytes) {
      return fail(
        'evidence.chunk-corrupt',
        `chunk ${tail.index}, the unfinished one, is missing or damaged; start a new upload`,
      )
    }
    writer.#buffer.set(plaintext)
    writer.#held = plaintext.length
    return ok(writer)
  }

  /** Bytes received so far, stored or held. */
  get offsetBytes(): number {
    return this.#index * CHUNK_BYTES + this.#held
  }

  /** @returns false when another connection has continued this upload */
  async write(piece: Uint8Array): Promise<boolean> {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + CHUNK_BYTES - this.#held)
      this.#buffer.set(part, this.#held)
      this.#held += part.length
      at += part.length
      if (this.#held < CHUNK_BYTES) continue
      this.#pending.push(await this.#store())
      this.#index += 1
      this.#held = 0
      if (this.#pending.length >= CHUNKS_PER_SAVE && !(await this.#save(null))) return false
    }
    return true
  }

  /** Stores what is held as the unfinished last chunk. @returns false as `write` does */
  async flush(): Promise<boolean> {
    if (this.offsetBytes === this.#savedOffset) return true
    const tail = this.#held === 0 ? null : { ...(await this.#store()), lengthBytes: this.#held }
    return this.#save(tail)
  }

  async #store(): Promise<ChunkRef> {
    const plaintext = this.#buffer.subarray(0, this.#held)
    const sealed = sealChunk(this.#key, this.#entry.id, this.#index, plaintext, this.#parts.random)
    await this.#parts.chunks.put(this.#entry.id, chunkName(this.#index, sealed.leafHash), sealed.bytes)
    return { index: this.#index, leafHash: sealed.leafHash }
  }

  async #save(tail: TailRef | null): Promise<boolean> {
    const offsetBytes = this.#index * CHUNK_BYTES + (tail?.lengthBytes ?? 0)
    const idleMs = (this.#parts.uploadIdleSeconds ?? UPLOAD_IDLE_SECONDS) * 1000
    const saved = await this.#parts.index.saveProgress({
      id: this.#entry.id,
      expectedOffsetBytes: this.#savedOffset,
      offsetBytes,
      chunks: this.#pending,
      tail,
      expiresAt: new Date(this.#parts.clock().getTime() + idleMs),
    })
    // What is referred to no more is removed after the save, never before: a crash in between only leaves rubbish.
    const stale = saved ? this.#savedTail : null
    const unwanted = saved
      ? stale === null
        ? []
        : [stale]
      : [...this.#pending, ...(tail === null ? [] : [tail])]
    await this.#parts.chunks.remove(
      this.#entry.id,
      unwanted.map((chunk) => chunkName(chunk.index, chunk.leafHash)),
    )
    this.#pending = []
    if (saved) {
      this.#savedOffset = offsetBytes
      this.#savedTail = tail
    }
    return saved
  }
}
