import { must, type Subject } from '@basinet/kernel/contract'
import { readRecord } from '@basinet/kernel/record'
import type { Finger, ReadFinger } from '../contract/finger.ts'
import { tenPrint, type TenPrint } from '../contract/ten-print.ts'
import { ENGINE_NAME } from '../engine/engine.ts'
import { bestMarks, fuseCards, type FingerScore } from '../rules/fuse.ts'
import {
  keepCandidates,
  keepTemplates,
  readableFingers,
  readableLatents,
  type NewCandidate,
} from '../store.ts'
import { askerOf, asSubject, contentOf, give, stepId, type JobParts } from './asker.ts'
import type { Payload } from './kinds.ts'

/** Fingers of the best quality that are sought among all cards: four of one person's speak for themselves. */
const DUPLICATE_FINGERS = 4
const SOUGHT_EACH = 30
/**
 * Score of a finger that counts, sum of those from which another card is shown as perhaps the same person's, and score from which a mark
 * is shown. On FVC 2002 DB1, DB3 and 2004 DB1 (first five impressions; 300 mates, 3,375 strangers) 99.9 % of strangers score below 11.3
 * and the highest of them 16.1; 90 % of mates above 19.5, half above 59.
 */
const FINGER_LEAST = 16
const DUPLICATE_LEAST = 40
export const MARK_LEAST = 14
const SHOWN_MAX = 20

interface Print {
  readonly finger: number
  readonly compact: Uint8Array
  readonly quality: number
}

/** Reads a card's prints, puts their templates into the gallery, and looks for what is known already. */
export async function encodeCardJob(
  parts: JobParts,
  askedBy: string,
  { id, purpose }: Payload,
): Promise<unknown> {
  const subject = await askerOf(parts.core, askedBy, purpose)
  const card = await asSubject(parts.core, subject, (tx) => readRecord<TenPrint>(tx, tenPrint, id))
  if (card === null || card.body.state === 'ended') return { gone: true }
  const { prints, fingers } = await readFingers(parts, subject, card.body.fingers)
  await asSubject(parts.core, subject, (tx) => keepTemplates(tx, id, prints))
  must(
    await give(parts, subject, 'ten-print.encode', {
      commandId: stepId('encode', id, card.rev),
      recordId: id,
      expectedRev: card.rev,
      input: { fingers },
    }),
  )
  const duplicates = await findDuplicates(parts, subject, id, prints)
  const marks = await findMarks(parts, subject, prints)
  await report(parts, subject, id, 'duplicates', duplicates)
  await report(parts, subject, id, 'card-to-marks', marks)
  return { prints: prints.length, duplicates: duplicates.length > 0, marks: marks.length > 0 }
}

async function readFingers(
  parts: JobParts,
  subject: Subject,
  fingers: readonly Finger[],
): Promise<{ prints: Print[]; fingers: ReadFinger[] }> {
  const prints: Print[] = []
  const read: ReadFinger[] = []
  let last: { file: string; bytes: Uint8Array | null } = { file: '', bytes: null }
  for (const { finger, image, part } of fingers) {
    if (image === null) continue
    // Ten fingers of one transaction are one file.
    if (last.file !== image) last = { file: image, bytes: await contentOf(parts, subject, image) }
    const readout =
      last.bytes === null
        ? { problem: 'the file is not there' }
        : await parts.engine.read({ bytes: last.bytes, part, ppi: null })
    if ('problem' in readout) {
      read.push({ finger, quality: null, problem: readout.problem })
      continue
    }
    prints.push({ finger, compact: readout.compact, quality: readout.quality.value })
    read.push({ finger, quality: readout.quality, problem: null })
  }
  return { prints, fingers: read }
}

/** Cards whose same fingers are alike. A finger may stand under another number by mistake: then it is found by its mates. */
async function findDuplicates(
  parts: JobParts,
  subject: Subject,
  own: string,
  prints: readonly Print[],
): Promise<NewCandidate[]> {
  await parts.gallery.sync()
  const best = prints.toSorted((a, b) => b.quality - a.quality).slice(0, DUPLICATE_FINGERS)
  const found: FingerScore[] = []
  for (const { finger: probe, compact } of best) {
    const hits = await parts.engine.search(compact, SOUGHT_EACH)
    const known = await asSubject(parts.core, subject, (tx) =>
      readableFingers(
        tx,
        hits.map(({ n }) => n),
      ),
    )
    for (const { n, card, finger } of known) {
      const score = hits.find((hit) => hit.n === n)?.score ?? 0
      found.push({ probe, card, finger, score })
    }
  }
  return fuseCards(found, own, FINGER_LEAST, SHOWN_MAX).filter(({ score }) => score >= DUPLICATE_LEAST)
}

async function findMarks(
  parts: JobParts,
  subject: Subject,
  prints: readonly Print[],
): Promise<NewCandidate[]> {
  const latents = await asSubject(parts.core, subject, readableLatents)
  if (latents.length === 0) return []
  const scored = await parts.engine.against({
    probes: prints.map(({ finger, compact }) => ({ n: finger, compact })),
    given: latents.map(({ compact }, n) => ({ n, compact })),
  })
  const found = scored.flatMap(({ n, probe, score }) => {
    const mark = latents[n]?.mark
    return mark === undefined ? [] : [{ mark, finger: probe, score }]
  })
  return bestMarks(found, MARK_LEAST, SHOWN_MAX)
}

/** A search with something in it becomes a record that waits for an examiner; an empty one leaves no trace but the job's. */
async function report(
  parts: JobParts,
  subject: Subject,
  card: string,
  kind: 'duplicates' | 'card-to-marks',
  found: readonly NewCandidate[],
): Promise<void> {
  if (found.length === 0) return
  const made = must(
    await give(parts, subject, 'print-search.report', {
      commandId: stepId('report', kind, card),
      input: { kind, probe: { type: tenPrint.type, id: card }, engine: ENGINE_NAME },
    }),
  )
  await asSubject(parts.core, subject, (tx) => keepCandidates(tx, made.recordId, found))
}
