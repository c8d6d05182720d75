import {
  fail,
  must,
  ok,
  type RecordDeclaration,
  type Result,
  type StoredRecord,
  type Subject,
} from '@basinet/kernel/contract'
import { JobCancelled, type JobContext } from '@basinet/kernel/jobs'
import { fileRecord } from '@basinet/kernel/files/contract'
import { readRecord } from '@basinet/kernel/record'
import { printBatch, type PrintBatch } from '../contract/batch.ts'
import type { TakenFinger } from '../contract/finger.ts'
import { FINGERS } from '../contract/words.ts'
import { controlNumber, transactionParts, type TransactionPart } from '../engine/print-image.ts'
import { TarError, tarEntries, type TarEntry } from '../rules/tar.ts'
import { keepEntry, readProgress } from '../store.ts'
import { askerOf, asSubject, FILE_MAX_BYTES, give, stepId, type JobParts } from './asker.ts'
import { keepFile } from './keep-file.ts'
import type { Payload } from './kinds.ts'

/** The record shows how far it is every so many cards. */
const NOTE_EVERY = 100

type Batch = StoredRecord<PrintBatch>

/** Enrols the cards of an archive, each by itself: one that cannot be read is written down and the next is taken. */
export async function batchJob(
  parts: JobParts,
  context: JobContext,
  { id, purpose }: Payload,
): Promise<unknown> {
  const subject = await askerOf(parts.core, context.askedBy, purpose)
  const batch = await readBatch(parts, subject, id)
  if (batch?.body.state !== 'running' || batch.body.archive === null) return { gone: true }
  const source = await archiveOf(parts, subject, batch.body.archive)
  if (source === null) return note(parts, subject, id, 'the archive is not there', true)
  const { next } = await asSubject(parts.core, subject, (tx) => readProgress(tx, id))
  let n = -1
  try {
    for await (const entry of tarEntries(source, FILE_MAX_BYTES)) {
      n++
      if (n < next) continue
      await takeEntry(parts, subject, batch, n, entry)
      const goOn = await context.progress(n + 1, null, entry.name)
      if (!goOn) {
        await note(parts, subject, id, 'stopped by hand', true)
        throw new JobCancelled()
      }
      if ((n + 1) % NOTE_EVERY === 0) await note(parts, subject, id, null, false)
    }
  } catch (error) {
    if (!(error instanceof TarError)) throw error
    return note(parts, subject, id, error.message, true)
  }
  return note(parts, subject, id, null, true)
}

const readBatch = (parts: JobParts, subject: Subject, id: string): Promise<Batch | null> =>
  asSubject(parts.core, subject, (tx) => readRecord<PrintBatch>(tx, printBatch, id))

async function archiveOf(
  parts: JobParts,
  subject: Subject,
  file: string,
): Promise<AsyncIterable<Uint8Array> | null> {
  const record = await asSubject(parts.core, subject, (tx) =>
    readRecord<{ evidence: string; state: string }>(tx, fileRecord as unknown as RecordDeclaration, file),
  )
  if (record === null || record.body.state !== 'kept') return null
  const content = await parts.evidence.read(record.body.evidence)
  return content.ok ? content.value : null
}

async function note(
  parts: JobParts,
  subject: Subject,
  id: string,
  problem: string | null,
  ended: boolean,
): Promise<unknown> {
  const batch = await readBatch(parts, subject, id)
  if (batch === null) return { gone: true }
  const { done, failed } = await asSubject(parts.core, subject, (tx) => readProgress(tx, id))
  must(
    await give(parts, subject, 'print-batch.note', {
      commandId: stepId('note', id, batch.rev),
      recordId: id,
      expectedRev: batch.rev,
      input: { done, failed, problem, ended },
    }),
  )
  return { done, failed }
}

async function takeEntry(
  parts: JobParts,
  subject: Subject,
  batch: Batch,
  n: number,
  entry: TarEntry,
): Promise<void> {
  const made = await enrolEntry(parts, subject, batch, n, entry)
  const row = made.ok
    ? { n, name: entry.name, card: made.value, problem: null }
    : { n, name: entry.name, card: null, problem: made.error.message }
  await asSubject(parts.core, subject, (tx) => keepEntry(tx, batch.id, row))
}

/** Every step has an id of its own, so that one cut in the middle is gone through again without a second card. */
async function enrolEntry(
  parts: JobParts,
  subject: Subject,
  batch: Batch,
  n: number,
  { name, bytes }: TarEntry,
): Promise<Result<string>> {
  const read = partsOf(bytes)
  if (!read.ok) return read
  const { takenFor, authority, legalBasis, place, device } = batch.body
  const at = parts.core.now().toISOString()
  const facts = { takenFor, authority, legalBasis, place, device, eraseBy: null }
  const number = (controlNumber(bytes) ?? `${batch.body.name} ${n + 1}`).slice(0, 60)
  const opened = await give(parts, subject, 'ten-print.open', {
    commandId: stepId('open', batch.id, n),
    input: {
      ...facts,
      number,
      subject: number,
      takenAt: batch.createdAt,
      takenBy: batch.createdBy,
      batch: batch.id,
    },
  })
  if (!opened.ok) return opened
  const card = opened.value.recordId
  const file = await keepFile(
    parts,
    subject,
    { type: 'ten-print', id: card },
    { name, mediaType: 'application/octet-stream', bytes },
  )
  if (!file.ok) return file
  const set = await give(parts, subject, 'ten-print.set-fingers', {
    commandId: stepId('set', batch.id, n, at),
    recordId: card,
    expectedRev: 1,
    input: { fingers: fingersOf(read.value, file.value) },
  })
  // A card that went further at an earlier try is done.
  if (!set.ok) return set.error.code === 'record.stale' ? finishedBefore(parts, subject, batch, n, card) : set
  return enrol(parts, subject, batch, n, card)
}

async function enrol(
  parts: JobParts,
  subject: Subject,
  batch: Batch,
  n: number,
  card: string,
): Promise<Result<string>> {
  const done = await give(parts, subject, 'ten-print.enrol', {
    commandId: stepId('enrol', batch.id, n),
    recordId: card,
    expectedRev: 2,
    input: {},
  })
  return done.ok ? ok(card) : done
}

/** Fingers set at an earlier try: what is left is to enrol, which answers the first answer where that was done too. */
const finishedBefore = enrol

function partsOf(bytes: Uint8Array): Result<TransactionPart[]> {
  try {
    const found = transactionParts(bytes).filter(({ finger }) => finger !== null)
    return found.some(({ image }) => image)
      ? ok(found)
      : fail('print-batch.entry', 'no finger image of type 4 or 14 in the transaction')
  } catch (error) {
    if (error instanceof Error) return fail('print-batch.entry', error.message.slice(0, 300))
    throw error
  }
}

const NOT_THERE = 'not in the transaction'

/** One print a finger: rolled before plain, and the reason where there is none. */
function fingersOf(parts: readonly TransactionPart[], file: string): TakenFinger[] {
  return FINGERS.map((finger): TakenFinger => {
    const own = parts.filter((part) => part.finger === finger)
    const image = own.find((p) => p.image && p.impression === 'rolled') ?? own.find((p) => p.image)
    if (image !== undefined)
      return {
        finger,
        impression: image.impression,
        status: 'taken',
        image: file,
        part: image.part,
        remark: null,
      }
    const absent = own.find((p) => p.absent !== null)?.absent ?? null
    return {
      finger,
      impression: 'rolled',
      status: absent ?? 'not-taken',
      image: null,
      part: null,
      remark: NOT_THERE,
    }
  })
}
