import { createHash } from 'node:crypto'
import type { CommandReceipt, RecordDeclaration, Result, Subject } from '@basinet/kernel/contract'
import type { EvidenceStore } from '@basinet/kernel/evidence'
import type { Sealing } from '@basinet/kernel/files'
import { fileRecord } from '@basinet/kernel/files/contract'
import { executeCommand, readRecord, sealedSubject, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { ENGINE } from '../contract/words.ts'
import type { Engine } from '../engine/engine.ts'
import { printOfMinor } from '../minors.ts'
import type { GalleryKeeper } from './gallery.ts'

/** What the jobs stand on. */
export interface JobParts {
  readonly core: Core
  readonly evidence: EvidenceStore
  readonly sealing: Sealing
  readonly engine: Engine
  readonly gallery: GalleryKeeper
}

/**
 * The asker with the rights of this moment, and the engine's hands. Who left meanwhile, or lost the purpose, has nothing done: the
 * job fails and says so.
 */
export async function askerOf(core: Core, person: string, purpose: string | null): Promise<Subject> {
  const standing = (await core.standing?.(person)) ?? null
  if (standing === null) throw new Error('who asked for it may do nothing any more')
  if (purpose !== null && !standing.purposes.includes(purpose))
    throw new Error('who asked for it has lost the purpose it was asked under')
  return { ...standing.subject, purpose, roles: [...standing.subject.roles, ENGINE] }
}

export function asSubject<T>(core: Core, subject: Subject, work: (tx: Tx) => Promise<T>): Promise<T> {
  return core.store.run(sealedSubject(core, subject, core.now()), {}, work)
}

/** Bytes of one print, or of a transaction of a card with its slaps. */
export const FILE_MAX_BYTES = 64 * 1_048_576

/** Content of a file the subject may read; null where it may not, or it is gone. Throws for one over the bound. */
export async function contentOf(parts: JobParts, subject: Subject, file: string): Promise<Uint8Array | null> {
  const record = await asSubject(parts.core, subject, (tx) =>
    readRecord<{ evidence: string; sizeBytes: number; state: string }>(
      tx,
      fileRecord as unknown as RecordDeclaration,
      file,
    ),
  )
  if (record === null) return printOfMinor(parts.core, subject, file)
  if (record.body.state !== 'kept') return null
  if (record.body.sizeBytes > FILE_MAX_BYTES)
    throw new RangeError(`a file of ${record.body.sizeBytes} bytes is too large`)
  const content = await parts.evidence.read(record.body.evidence)
  if (!content.ok) return null
  const pieces: Uint8Array[] = []
  for await (const piece of content.value) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** An id that is the same at every try of the same step (RFC 9562, version 8), so that a repeat gets the first answer. */
export function stepId(...words: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(words.join('\u001f')).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export function give(
  parts: JobParts,
  subject: Subject,
  name: string,
  envelope: Readonly<Record<string, unknown>>,
): Promise<Result<CommandReceipt>> {
  return executeCommand(parts.core, subject, name, envelope)
}
