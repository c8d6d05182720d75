import { fail, ok, type Result } from '../contract/result.ts'
import { appendBytes } from './append.ts'
import { proveChunk } from './chunk-proof.ts'
import {
  FILE_BYTES_MAX,
  UPLOAD_IDLE_SECONDS,
  UPLOADS_OPEN_MAX,
  type ChunkProof,
  type EvidenceFile,
  type FinishedEvidence,
  type Upload,
} from './evidence-file.ts'
import { entryOf, fileOf, randomId, uploadOf, type EvidenceParts } from './evidence-parts.ts'
import type { EvidenceStore, NewUpload } from './evidence-store.ts'
import { finishUpload, hashPlaintext } from './finish.ts'
import { readRange } from './read-range.ts'
import { VerifiedFile } from './verified-file.ts'

const FILE_KEY_BYTES = 32
/** Files whose proven leaf hashes are kept, so that seeking in a video does not re-read them: 2 MiB each at most. */
const LEAF_CACHE_FILES = 32
/** Uploads or files that one sweep handles; the next sweep takes the rest. */
const SWEEP_BATCH = 500

export function openEvidenceStore(parts: EvidenceParts): EvidenceStore {
  return new PartsEvidenceStore(parts)
}

class PartsEvidenceStore implements EvidenceStore {
  readonly #parts: EvidenceParts
  readonly #leafCache = new Map<string, readonly Uint8Array[]>()

  constructor(parts: EvidenceParts) {
    this.#parts = parts
  }

  createUpload(request: NewUpload): Promise<Result<Upload>> {
    return createUpload(this.#parts, request)
  }

  async upload(uploadId: string): Promise<Result<Upload>> {
    const entry = await entryOf(this.#parts, uploadId)
    if (!entry.ok) return entry
    const expired = entry.value.state === 'uploading' && entry.value.expiresAt <= this.#parts.clock()
    return expired
      ? fail('evidence.expired', 'this upload has expired', 'uploadId')
      : ok(uploadOf(entry.value))
  }

  append(
    uploadId: string,
    offsetBytes: number,
    source: AsyncIterable<Uint8Array>,
    onProgress: (offsetBytes: number) => void = () => undefined,
  ): Promise<Result<Upload>> {
    return appendBytes(this.#parts, uploadId, offsetBytes, source, onProgress)
  }

  finish(uploadId: string): Promise<Result<FinishedEvidence>> {
    return finishUpload(this.#parts, uploadId)
  }

  async destroy(id: string): Promise<Result<true>> {
    const entry = await entryOf(this.#parts, id)
    if (!entry.ok && entry.error.code !== 'evidence.destroyed') return entry
    // The key first: from here on the chunks are noise, whatever happens before they are gone.
    await this.#parts.index.destroyKey(id)
    await this.#removeDestroyed(id)
    return ok(true)
  }

  async get(fileId: string): Promise<Result<EvidenceFile>> {
    const entry = await entryOf(this.#parts, fileId)
    return entry.ok ? fileOf(entry.value) : entry
  }

  async read(
    fileId: string,
    start = 0,
    lengthBytes = Number.MAX_SAFE_INTEGER,
  ): Promise<Result<AsyncIterable<Uint8Array>>> {
    const opened = await this.#openFile(fileId)
    return opened.ok
      ? readRange(opened.value.file, opened.value.described.sizeBytes, start, lengthBytes)
      : opened
  }

  async verify(
    fileId: string,
    plaintextSha256?: string,
  ): Promise<Result<{ readonly plaintextSha256: string }>> {
    this.#leafCache.delete(fileId)
    const opened = await this.#openFile(fileId)
    if (!opened.ok) return opened
    const hashed = await hashPlaintext(opened.value.file)
    if (!hashed.ok) return hashed
    if (plaintextSha256 !== undefined && plaintextSha256 !== hashed.value) {
      return fail('evidence.hash', 'the plaintext is not the one whose hash was recorded', 'plaintextSha256')
    }
    return ok({ plaintextSha256: hashed.value })
  }

  async chunkProof(fileId: string, chunkIndex: number): Promise<Result<ChunkProof>> {
    const opened = await this.#openFile(fileId)
    return opened.ok ? proveChunk(opened.value.file, opened.value.described.address, chunkIndex) : opened
  }

  async sweep(): Promise<{ readonly expired: number; readonly removed: number }> {
    const now = this.#parts.clock()
    let expired = 0
    for (const id of await this.#parts.index.listExpired(now, SWEEP_BATCH)) {
      if (await this.#parts.index.destroyKey(id, now)) expired += 1
    }
    const destroyed = await this.#parts.index.listDestroyed(SWEEP_BATCH)
    for (const id of destroyed) await this.#removeDestroyed(id)
    return { expired, removed: destroyed.length }
  }

  async #openFile(id: string): Promise<Result<{ file: VerifiedFile; described: EvidenceFile }>> {
    const entry = await entryOf(this.#parts, id)
    if (!entry.ok) return entry
    const described = fileOf(entry.value)
    if (!described.ok) return described
    const { address } = described.value
    const file = await VerifiedFile.open(this.#parts, entry.value, address, this.#leafCache.get(id))
    if (!file.ok) return file
    this.#leafCache.delete(id)
    this.#leafCache.set(id, file.value.leaves)
    if (this.#leafCache.size > LEAF_CACHE_FILES) this.#leafCache.delete(this.#leafCache.keys().next().value!)
    return ok({ file: file.value, described: described.value })
  }

  async #removeDestroyed(id: string): Promise<void> {
    this.#leafCache.delete(id)
    await this.#parts.chunks.removeFile(id)
    await this.#parts.index.remove(id)
  }
}

async function createUpload(parts: EvidenceParts, request: NewUpload): Promise<Result<Upload>> {
  const { sizeBytes, openedBy = null } = request
  const limit = parts.fileBytesMax ?? FILE_BYTES_MAX
  if (sizeBytes !== null && (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0)) {
    return fail('evidence.size', 'a size is a whole number of bytes', 'sizeBytes')
  }
  if (sizeBytes !== null && sizeBytes > limit) {
    return fail('evidence.too-large', `an evidence file may have ${limit} bytes`, 'sizeBytes', {
      params: { n: limit },
    })
  }
  const id = randomId(parts.random)
  const wrappedKey = parts.keyring.seal('evidence', id, parts.random(FILE_KEY_BYTES))
  const idleMs = (parts.uploadIdleSeconds ?? UPLOAD_IDLE_SECONDS) * 1000
  const now = parts.clock()
  const expiresAt = new Date(now.getTime() + idleMs)
  const openMax = UPLOADS_OPEN_MAX
  if (!(await parts.index.createUpload({ id, openedBy, wrappedKey, sizeBytes, expiresAt, now, openMax })))
    return fail(
      'evidence.uploads-open',
      `you have ${UPLOADS_OPEN_MAX} uploads under way: finish some, or begin again when they have expired`,
    )
  return ok({ id, openedBy, offsetBytes: 0, sizeBytes, expiresAt, finished: false })
}
