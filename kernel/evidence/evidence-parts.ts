import { fail, ok, type Result } from '../contract/result.ts'
import type { Keyring } from '../keys/keyring.ts'
import type { ChunkStore } from './chunk-store.ts'
import type { EvidenceEntry, EvidenceIndex } from './evidence-index.ts'
import type { EvidenceFile, Upload } from './evidence-file.ts'

/** The same words whether there is none or it is another's. */
export const UNKNOWN_EVIDENCE = fail('evidence.unknown', 'there is no such upload or file', 'id')

/** What an evidence store is made of. */
export interface EvidenceParts {
  readonly chunks: ChunkStore
  readonly index: EvidenceIndex
  readonly keyring: Pick<Keyring, 'seal' | 'open' | 'reload'>
  readonly random: (bytes: number) => Uint8Array
  readonly clock: () => Date
  /** largest file, bytes; `FILE_BYTES_MAX` unless set */
  readonly fileBytesMax?: number
  /** how long an untouched upload is kept, seconds; `UPLOAD_IDLE_SECONDS` unless set */
  readonly uploadIdleSeconds?: number
}

/** The file's own key, unwrapped. */
export async function fileKey(parts: EvidenceParts, entry: EvidenceEntry): Promise<Result<Uint8Array>> {
  if (entry.wrappedKey === null) return fail('evidence.destroyed', 'the key of this file was destroyed')
  const opened = parts.keyring.open('evidence', entry.id, entry.wrappedKey)
  if (opened.ok || opened.error.code !== 'keys.unknown-version') return opened
  // Another process of this node may have rotated the key since we read the keyring.
  const reloaded = await parts.keyring.reload()
  return reloaded.ok ? parts.keyring.open('evidence', entry.id, entry.wrappedKey) : reloaded
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export async function entryOf(parts: EvidenceParts, id: string): Promise<Result<EvidenceEntry>> {
  const entry = UUID.test(id) ? await parts.index.get(id) : null
  if (entry === null) return UNKNOWN_EVIDENCE
  if (entry.state === 'destroyed') return fail('evidence.destroyed', 'this file was destroyed', 'id')
  return ok(entry)
}

export function uploadOf(entry: EvidenceEntry): Upload {
  const { id, openedBy, offsetBytes, sizeBytes, expiresAt } = entry
  return { id, openedBy, offsetBytes, sizeBytes, expiresAt, finished: entry.state === 'finished' }
}

export function fileOf(entry: EvidenceEntry): Result<EvidenceFile> {
  const { id, address, sizeBytes, chunkCount, finishedAt } = entry
  if (address === null || sizeBytes === null || finishedAt === null) {
    return fail('evidence.unfinished', 'this upload is not finished', 'id')
  }
  return ok({ id, address, sizeBytes, chunkCount, finishedAt })
}

/** Random UUID, version 4 (RFC 9562, 5.4): an evidence id must not tell when it was made. */
export function randomId(random: (bytes: number) => Uint8Array): string {
  const bytes = random(16).slice()
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
