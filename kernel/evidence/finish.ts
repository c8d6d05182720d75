import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../contract/result.ts'
import { chunkName } from './chunk.ts'
import { EvidenceReadError } from './evidence-store.ts'
import type { FinishedEvidence } from './evidence-file.ts'
import { entryOf, fileOf, type EvidenceParts } from './evidence-parts.ts'
import { addressOf, VerifiedFile } from './verified-file.ts'

/**
 * See `EvidenceStore.finish`. The plaintext hash comes from reading back what was stored, not from a running hash
 * during upload: a running hash could not survive a crash, and this one also proves that the disk gives back what
 * was sent before anyone is told that the evidence is safe.
 */
export async function finishUpload(
  parts: EvidenceParts,
  uploadId: string,
): Promise<Result<FinishedEvidence>> {
  const found = await entryOf(parts, uploadId)
  if (!found.ok) return found
  const entry = found.value
  if (entry.state === 'uploading' && entry.sizeBytes !== null && entry.offsetBytes !== entry.sizeBytes) {
    const missing = `${entry.offsetBytes} of ${entry.sizeBytes} bytes have arrived`
    return fail('evidence.incomplete', missing, 'uploadId', {
      params: { n: entry.offsetBytes, total: entry.sizeBytes },
    })
  }
  const file = await VerifiedFile.open(parts, entry, entry.address)
  if (!file.ok) return file
  const hashed = await hashPlaintext(file.value)
  if (!hashed.ok) return hashed
  if (entry.state === 'uploading') {
    const sealed = await parts.index.finish({
      id: entry.id,
      expectedOffsetBytes: entry.offsetBytes,
      address: addressOf(file.value.leaves),
      finishedAt: parts.clock(),
    })
    // A repeat of the same request may have been quicker; then its answer is also ours.
    const now = sealed ? null : await parts.index.get(entry.id)
    if (now !== null && now.state !== 'finished') {
      return fail('evidence.offset', 'the upload was continued meanwhile; ask where it stands', 'uploadId')
    }
    await removeLeftovers(parts, file.value)
  }
  const finished = await entryOf(parts, uploadId)
  if (!finished.ok) return finished
  const described = fileOf(finished.value)
  return described.ok ? ok({ file: described.value, plaintextSha256: hashed.value }) : described
}

/** Hex SHA-256 of a whole file; a damaged chunk is an answer here, because nothing has been given out. */
export async function hashPlaintext(file: VerifiedFile): Promise<Result<string>> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of file.plaintext()) hash.update(chunk)
  } catch (cause) {
    if (cause instanceof EvidenceReadError)
      return fail(cause.code, cause.message, `chunk ${cause.chunkIndex}`)
    throw cause
  }
  return ok(hash.digest('hex'))
}

/** Chunks of writers that were overtaken or crashed between a put and its save. */
async function removeLeftovers(parts: EvidenceParts, file: VerifiedFile): Promise<void> {
  const wanted = new Set(file.leaves.map((leaf, index) => chunkName(index, leaf)))
  const stored = await parts.chunks.list(file.id)
  await parts.chunks.remove(
    file.id,
    stored.filter((name) => !wanted.has(name)),
  )
}
