import { createHash } from 'node:crypto'
import {
  ok,
  type CommandReceipt,
  type RecordDeclaration,
  type Result,
  type Subject,
} from '@basinet/kernel/contract'
import type { EvidenceStore } from '@basinet/kernel/evidence'
import type { Sealing } from '@basinet/kernel/files'
import { fileRecord } from '@basinet/kernel/files/contract'
import { executeCommand, readRecord, sealedSubject, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { ENGINE } from '../contract/words.ts'
import type { BallisticEngine } from '../engine/engine.ts'

/** What the jobs stand on. */
export interface JobParts {
  readonly core: Core
  readonly evidence: EvidenceStore
  readonly sealing: Sealing
  readonly engine: BallisticEngine
}

/** Bytes of one X3P file or picture. */
const FILE_MAX_BYTES = 64 * 1_048_576

export const asSubject = <T>(core: Core, subject: Subject, work: (tx: Tx) => Promise<T>): Promise<T> =>
  core.store.run(sealedSubject(core, subject, core.now()), {}, work)

/** The asker with the rights of this moment, and the engine's hands. */
export async function askerOf(core: Core, person: string, purpose: string | null): Promise<Subject> {
  const standing = (await core.standing?.(person)) ?? null
  if (standing === null) throw new Error('who asked for it may do nothing any more')
  if (purpose !== null && !standing.purposes.includes(purpose))
    throw new Error('who asked for it has lost the purpose it was asked under')
  return { ...standing.subject, purpose, roles: [...standing.subject.roles, ENGINE] }
}

/** Bytes of a file that the subject may read; null where it may not, or it is gone. */
export async function bytesOf(
  parts: Pick<JobParts, 'core' | 'evidence'>,
  subject: Subject,
  file: string | null,
): Promise<Uint8Array | null> {
  if (file === null) return null
  const record = await asSubject(parts.core, subject, (tx) =>
    readRecord<{ evidence: string; sizeBytes: number; state: string }>(
      tx,
      fileRecord as unknown as RecordDeclaration,
      file,
    ),
  )
  if (record === null || record.body.state !== 'kept' || record.body.sizeBytes > FILE_MAX_BYTES) return null
  const content = await parts.evidence.read(record.body.evidence)
  if (!content.ok) return null
  const pieces: Uint8Array[] = []
  for await (const piece of content.value) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Keeps bytes as a file of a record. @returns id of the file */
export async function keepFile(
  parts: JobParts,
  subject: Subject,
  about: { readonly type: string; readonly id: string },
  file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array },
): Promise<Result<string>> {
  const { bytes, mediaType, name } = file
  const upload = await parts.evidence.createUpload({ sizeBytes: bytes.length, openedBy: subject.person })
  if (!upload.ok) return upload
  const { id } = upload.value
  const sent = await parts.evidence.append(id, 0, one(bytes))
  if (!sent.ok) return sent
  const sealed = await parts.sealing.seal(id)
  if (!sealed.ok) return sealed
  const input = { upload: id, name, mediaType, about }
  const kept = await executeCommand(parts.core, subject, 'file.keep', { commandId: id, input })
  return kept.ok ? ok(kept.value.recordId) : kept
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** An id that is the same at every try of the same step (RFC 9562, version 8), so that a repeat gets the first answer. */
export function stepId(...words: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(words.join('\u001f')).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** One step of a job on a record, given once however often the job is tried. */
export function giveOn(
  parts: JobParts,
  subject: Subject,
  name: string,
  on: { readonly id: string; readonly rev: number },
  input: object,
): Promise<Result<CommandReceipt>> {
  const commandId = stepId(name, on.id, on.rev)
  return executeCommand(parts.core, subject, name, {
    commandId,
    recordId: on.id,
    expectedRev: on.rev,
    input,
  })
}
