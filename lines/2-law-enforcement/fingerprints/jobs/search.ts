import { must, type Subject } from '@basinet/kernel/contract'
import { readRecord } from '@basinet/kernel/record'
import { printExamination, type PrintExamination } from '../contract/examination.ts'
import { latentMark, type LatentMark } from '../contract/latent.ts'
import { printSearch, type PrintSearch } from '../contract/search.ts'
import { ENGINE_NAME } from '../engine/engine.ts'
import { keepCandidates, keepLatent, readableFingers, type NewCandidate } from '../store.ts'
import { askerOf, asSubject, contentOf, give, stepId, type JobParts } from './asker.ts'
import type { Payload } from './kinds.ts'

/** About 20 candidates of a search are gone through in practice; more are sought, so that what the asker may not read takes no place. */
export const CANDIDATES_MAX = 20
const SOUGHT = 100

interface Probe {
  readonly mark: string
  readonly compact: Uint8Array
}

/** The template of an examination's locked analysis, as the asker may read it; or why there is none. */
export async function probeOf(
  parts: JobParts,
  subject: Subject,
  id: string,
): Promise<Probe | { problem: string }> {
  const { core } = parts
  const examination = await asSubject(core, subject, (tx) =>
    readRecord<PrintExamination>(tx, printExamination, id),
  )
  if (examination === null || examination.body.analysis.lockedAt === null)
    return { problem: 'the analysis is not there or not locked' }
  const mark = await asSubject(core, subject, (tx) =>
    readRecord<LatentMark>(tx, latentMark, examination.body.mark),
  )
  const image = mark?.body.image ?? null
  const bytes = image === null ? null : await contentOf(parts, subject, image)
  const ppi = mark?.body.ppi ?? null
  if (mark === null || bytes === null || ppi === null)
    return { problem: 'the image of the mark is not there' }
  const compact = await parts.engine.mark({ bytes, ppi, analysis: examination.body.analysis })
  return 'problem' in compact ? compact : { mark: mark.id, compact }
}

/** Files a mark of value among the unsolved ones. */
export async function fileMarkJob(
  parts: JobParts,
  askedBy: string,
  { id, purpose }: Payload,
): Promise<unknown> {
  const subject = await askerOf(parts.core, askedBy, purpose)
  const probe = await probeOf(parts, subject, id)
  if ('problem' in probe) throw new Error(probe.problem)
  await asSubject(parts.core, subject, async (tx) => {
    const mark = await readRecord<LatentMark>(tx, latentMark, probe.mark)
    if (mark?.body.state === 'filed') await keepLatent(tx, probe.mark, probe.compact)
  })
  return { filed: true }
}

/** A mark among all cards that the asker may read. */
export async function searchMarkJob(
  parts: JobParts,
  askedBy: string,
  { id, purpose }: Payload,
): Promise<unknown> {
  const subject = await askerOf(parts.core, askedBy, purpose)
  const search = await asSubject(parts.core, subject, (tx) => readRecord<PrintSearch>(tx, printSearch, id))
  if (search?.body.state !== 'queued' || search.body.examination === null) return { gone: true }
  const probe = await probeOf(parts, subject, search.body.examination)
  const problem = 'problem' in probe ? probe.problem : null
  if (!('problem' in probe)) {
    const found = await findCards(parts, subject, probe.compact)
    await asSubject(parts.core, subject, (tx) => keepCandidates(tx, id, found))
  }
  must(
    await give(parts, subject, 'print-search.finish', {
      commandId: stepId('finish', id),
      recordId: id,
      expectedRev: search.rev,
      input: { engine: ENGINE_NAME, problem },
    }),
  )
  return { done: problem === null }
}

/** The best finger of each card. */
async function findCards(parts: JobParts, subject: Subject, compact: Uint8Array): Promise<NewCandidate[]> {
  await parts.gallery.sync()
  const hits = await parts.engine.search(compact, SOUGHT)
  const fingers = await asSubject(parts.core, subject, (tx) =>
    readableFingers(
      tx,
      hits.map(({ n }) => n),
    ),
  )
  const best = new Map<string, NewCandidate>()
  for (const { n, score } of hits) {
    const found = fingers.find((finger) => finger.n === n)
    if (found === undefined || best.has(found.card)) continue
    best.set(found.card, { card: found.card, mark: null, finger: found.finger, score })
  }
  return [...best.values()].slice(0, CANDIDATES_MAX)
}
