import { createHash } from 'node:crypto'
import { must, type RecordDeclaration, type Subject } from '@basinet/kernel/contract'
import type { EvidenceStore } from '@basinet/kernel/evidence'
import { fileRecord } from '@basinet/kernel/files/contract'
import { defineJob, type JobDeclaration } from '@basinet/kernel/jobs'
import { executeCommand, readRecord, sealedSubject, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { comparison, type BallisticComparison } from '../contract/comparison.ts'
import { surface, type BallisticSurface } from '../contract/surface.ts'
import { ENGINE } from '../contract/words.ts'
import type { BallisticEngine } from '../engine/engine.ts'
import { COMPARE, READ, type Payload } from './kinds.ts'

export interface JobParts {
  readonly core: Core
  readonly evidence: EvidenceStore
  readonly engine: BallisticEngine
}

/** Bytes of one X3P file. */
const FILE_MAX_BYTES = 64 * 1_048_576

/** The work behind the commands, for whichever process takes it. */
export function ballisticJobs(parts: JobParts): JobDeclaration[] {
  return [
    defineJob({ ...READ, run: (ctx, input) => readJob(parts, ctx.askedBy, input as Payload) }),
    defineJob({ ...COMPARE, run: (ctx, input) => compareJob(parts, ctx.askedBy, input as Payload) }),
  ]
}

const asSubject = <T>(core: Core, subject: Subject, work: (tx: Tx) => Promise<T>): Promise<T> =>
  core.store.run(sealedSubject(core, subject, core.now()), {}, work)

/** The asker with the rights of this moment, and the engine's hands. */
async function askerOf(core: Core, person: string, purpose: string | null): Promise<Subject> {
  const standing = (await core.standing?.(person)) ?? null
  if (standing === null) throw new Error('who asked for it may do nothing any more')
  if (purpose !== null && !standing.purposes.includes(purpose))
    throw new Error('who asked for it has lost the purpose it was asked under')
  return { ...standing.subject, purpose, roles: [...standing.subject.roles, ENGINE] }
}

/** Bytes of a surface's file, which the subject may read; null where it may not, or it is gone. */
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

/** An id that is the same at every try of the same step (RFC 9562, version 8), so that a repeat gets the first answer. */
function stepId(...words: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(words.join('\u001f')).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const GONE = 'the file is not there, may not be read, or is larger than 64 MiB'

async function readJob(parts: JobParts, askedBy: string, { id, purpose }: Payload): Promise<unknown> {
  const { core, engine } = parts
  const subject = await askerOf(core, askedBy, purpose)
  const record = await asSubject(core, subject, (tx) => readRecord<BallisticSurface>(tx, surface, id))
  if (record === null || record.body.state !== 'reading') return { gone: true }
  const bytes = await bytesOf(parts, subject, record.body.file)
  const input =
    bytes === null
      ? { origin: null, grid: null, remarks: [], problem: GONE }
      : await engine.run({ do: 'read', bytes })
  const commandId = stepId('read', id, record.rev)
  const on = { commandId, recordId: id, expectedRev: record.rev, input }
  must(await executeCommand(core, subject, 'ballistic-surface.read', on))
  return { read: input.problem === null }
}

async function compareJob(parts: JobParts, askedBy: string, { id, purpose }: Payload): Promise<unknown> {
  const { core, engine } = parts
  const subject = await askerOf(core, askedBy, purpose)
  const record = await asSubject(core, subject, (tx) => readRecord<BallisticComparison>(tx, comparison, id))
  if (record === null || record.body.state !== 'queued') return { gone: true }
  const [a, b] = await asSubject(core, subject, async (tx) => [
    await readRecord<BallisticSurface>(tx, surface, record.body.first),
    await readRecord<BallisticSurface>(tx, surface, record.body.second),
  ])
  const first = await bytesOf(parts, subject, a?.body.file ?? null)
  const second = await bytesOf(parts, subject, b?.body.file ?? null)
  const found =
    first === null || second === null || a === null || a === undefined
      ? { problem: GONE }
      : await engine.run({ do: 'compare', first, second, area: a.body.area })
  const input =
    'problem' in found ? { result: null, problem: found.problem } : { result: found, problem: null }
  const commandId = stepId('compare', id, record.rev)
  const on = { commandId, recordId: id, expectedRev: record.rev, input }
  must(await executeCommand(core, subject, 'ballistic-comparison.report', on))
  return { compared: input.result !== null }
}
