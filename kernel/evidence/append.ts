import { fail, ok, type Result } from '../contract/result.ts'
import { ChunkWriter } from './chunk-writer.ts'
import { FILE_BYTES_MAX, type Upload } from './evidence-file.ts'
import { entryOf, fileKey, uploadOf, type EvidenceParts } from './evidence-parts.ts'

type Ending = Result<'end'>

/** See `EvidenceStore.append`. */
export async function appendBytes(
  parts: EvidenceParts,
  uploadId: string,
  offsetBytes: number,
  source: AsyncIterable<Uint8Array>,
  onProgress: (offsetBytes: number) => void,
): Promise<Result<Upload>> {
  const entry = await entryOf(parts, uploadId)
  if (!entry.ok) return entry
  if (entry.value.state === 'finished')
    return fail('evidence.finished', 'this upload is finished', 'uploadId')
  if (entry.value.expiresAt <= parts.clock())
    return fail('evidence.expired', 'this upload has expired', 'uploadId')
  if (entry.value.offsetBytes !== offsetBytes) {
    return fail(
      'evidence.offset',
      `the next byte is ${entry.value.offsetBytes}, not ${offsetBytes}`,
      'offsetBytes',
    )
  }
  const key = await fileKey(parts, entry.value)
  if (!key.ok) return key
  const writer = await ChunkWriter.resume(parts, entry.value, key.value)
  if (!writer.ok) return writer
  const limit = entry.value.sizeBytes ?? parts.fileBytesMax ?? FILE_BYTES_MAX
  try {
    const ending = await drain(writer.value, source, limit, onProgress)
    if (!ending.ok && ending.error.code === 'evidence.offset') return ending
    if (!(await writer.value.flush())) return overtaken()
    if (!ending.ok) return ending
  } catch (cause) {
    if (!isFull(cause)) throw cause
    return fail('evidence.storage-full', 'the evidence store is full; what was confirmed before is safe')
  }
  const after = await entryOf(parts, uploadId)
  return after.ok ? ok(uploadOf(after.value)) : after
}

function isFull(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')
}

/**
 * The iterator is driven by hand because its failures (the connection was cut) and ours (the disk is full) must not
 * be taken for each other: only the first is an answer, the second is thrown.
 */
async function drain(
  writer: ChunkWriter,
  source: AsyncIterable<Uint8Array>,
  limitBytes: number,
  onProgress: (offsetBytes: number) => void,
): Promise<Ending> {
  const iterator = source[Symbol.asyncIterator]()
  let ended = false
  try {
    for (;;) {
      let step: IteratorResult<Uint8Array>
      try {
        step = await iterator.next()
      } catch (cause) {
        ended = true
        const reason = cause instanceof Error ? cause.message : 'no reason given'
        return fail('evidence.cut', `the connection ended after byte ${writer.offsetBytes}: ${reason}`)
      }
      if (step.done === true) {
        ended = true
        return ok('end')
      }
      if (writer.offsetBytes + step.value.length > limitBytes) {
        return fail(
          'evidence.too-large',
          `more than the ${limitBytes} bytes this upload may have`,
          'sizeBytes',
          { params: { n: limitBytes } },
        )
      }
      if (!(await writer.write(step.value))) return overtaken()
      onProgress(writer.offsetBytes)
    }
  } finally {
    if (!ended) await iterator.return?.()
  }
}

function overtaken(): ReturnType<typeof fail> {
  return fail(
    'evidence.offset',
    'another connection has continued this upload; ask where it stands',
    'offsetBytes',
  )
}
