import { fail, ok, type Result } from '../contract/result.ts'
import { CHUNK_BYTES } from './evidence-file.ts'
import type { VerifiedFile } from './verified-file.ts'

/** Plaintext [start, start + lengthBytes) of a file; a length that reaches past the end is cut at the end. */
export function readRange(
  file: VerifiedFile,
  sizeBytes: number,
  start: number,
  lengthBytes: number,
): Result<AsyncIterable<Uint8Array>> {
  if (!Number.isSafeInteger(start) || start < 0 || start > sizeBytes) {
    return fail('evidence.range', `the file has ${sizeBytes} bytes; it cannot be read from ${start}`, 'start')
  }
  if (!(lengthBytes >= 0)) return fail('evidence.range', 'a length is zero or more', 'lengthBytes')
  return ok(chunksOf(file, start, Math.min(sizeBytes, start + lengthBytes)))
}

async function* chunksOf(file: VerifiedFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end;) {
    const index = Math.floor(at / CHUNK_BYTES)
    const chunkStart = index * CHUNK_BYTES
    const chunk = await file.chunk(index)
    yield chunk.subarray(at - chunkStart, Math.min(chunk.length, end - chunkStart))
    at = chunkStart + CHUNK_BYTES
  }
}
