import { must, type Subject } from '@basinet/kernel/contract'
import { JobCancelled, type JobContext } from '@basinet/kernel/jobs'
import { readRecord, type Core } from '@basinet/kernel/record'
import { nationWidthTolerance } from '../commands/parts.ts'
import { search, type BallisticSearch } from '../contract/search.ts'
import { specimen, type Specimen } from '../contract/specimen.ts'
import { surface, type Area, type BallisticSurface } from '../contract/surface.ts'
import type { BallisticEngine } from '../engine/engine.ts'
import { ENGINE_NAME } from '../engine/work.ts'
import { filedSurfaces, GALLERY_MAX, keepCandidates, readMaps, type NewCandidate } from '../gallery.ts'
import { classConflicts } from '../rules/classes.ts'
import { askerOf, asSubject, giveOn, type JobParts } from './asker.ts'
import type { Payload } from './kinds.ts'

/** What is looked at in full, and what of it is shown; about 20 candidates of a search are gone through in practice. */
const RANKED_MAX = 200
const CANDIDATES_MAX = 20
/** Maps handed to a thread at a time: 10 MB of faces, a few seconds of work. */
const SCREEN_BATCH = 250
const RANK_BATCH = 10
/** Batches at once: as many as the engine has threads. */
const AT_ONCE = 2

export interface Sought {
  readonly area: Area
  readonly map: Uint8Array
  readonly body: Pick<Specimen, 'kind' | 'classes'>
  /** Left out: a specimen does not find itself. */
  readonly specimen: string | null
}

type Told = (done: number, total: number, note: string) => Promise<boolean>

/**
 * The surfaces that the subject may read, of classes that do not contradict, likeliest first: all at first look, the best in full.
 * Throws JobCancelled when `told` says so.
 */
export async function seek(
  parts: { readonly core: Core; readonly engine: BallisticEngine },
  subject: Subject,
  sought: Sought,
  told: Told,
): Promise<{ found: NewCandidate[] } | { problem: string }> {
  const { core, engine } = parts
  const { area, map: probe, body } = sought
  const filed = await asSubject(core, subject, async (tx) => {
    const all = await filedSurfaces(tx, area)
    const tolerance = await nationWidthTolerance(tx)
    return { all, fits: all.filter((one) => classConflicts(body, one.body, tolerance).length === 0) }
  })
  if (filed.all.length > GALLERY_MAX) return { problem: `more than ${GALLERY_MAX} surfaces are filed` }
  const ids = filed.fits.filter((one) => one.specimen !== sought.specimen).map((one) => one.surface)
  const mapsOf = (some: readonly string[]) => asSubject(core, subject, (tx) => readMaps(tx, some))
  const screened = await inBatches(ids, SCREEN_BATCH, 'first look', told, async (some) => {
    const maps = await mapsOf(some)
    const scores = await engine.run({ do: 'screen', probe, maps: maps.map(({ map }) => map), area })
    return maps.map(({ surface: id }, i) => ({ id, score: scores[i] ?? 0 }))
  })
  const best = screened
    .toSorted((a, b) => b.score - a.score)
    .slice(0, RANKED_MAX)
    .map(({ id }) => id)
  const ranked = await inBatches(best, RANK_BATCH, 'in full', told, async (some) => {
    const maps = await mapsOf(some)
    const results = await engine.run({ do: 'rank', probe, maps: maps.map(({ map }) => map), area })
    return maps.flatMap(({ surface: id }, i) => {
      const result = results[i]
      return result === undefined ? [] : [{ surface: id, result }]
    })
  })
  return { found: ranked.toSorted(byAgreement).slice(0, CANDIDATES_MAX) }
}

/** The ratio is bounded, so many share its bound; cells and correlation tell them apart. */
function byAgreement({ result: a }: NewCandidate, { result: b }: NewCandidate): number {
  return (
    (b.lr?.log10 ?? 0) - (a.lr?.log10 ?? 0) ||
    (b.cmc ?? 0) - (a.cmc ?? 0) ||
    (b.correlation ?? 0) - (a.correlation ?? 0)
  )
}

async function inBatches<T>(
  ids: readonly string[],
  size: number,
  note: string,
  told: Told,
  work: (some: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const batches = Array.from({ length: Math.ceil(ids.length / size) }, (_, i) =>
    ids.slice(i * size, (i + 1) * size),
  )
  const out: T[] = []
  for (let at = 0; at < batches.length; at += AT_ONCE) {
    if (!(await told(Math.min(ids.length, at * size), ids.length, note))) throw new JobCancelled()
    for (const found of await Promise.all(batches.slice(at, at + AT_ONCE).map(work))) out.push(...found)
  }
  return out
}

/** The job behind `ballistic-search.ask`: with the rights its asker has now. */
export async function searchJob(
  parts: JobParts,
  context: JobContext,
  { id, purpose }: Payload,
): Promise<unknown> {
  const { core } = parts
  const subject = await askerOf(core, context.askedBy, purpose)
  const record = await asSubject(core, subject, (tx) => readRecord<BallisticSearch>(tx, search, id))
  if (record?.body.state !== 'queued') return { gone: true }
  const sought = await soughtOf(core, subject, record.body.surface)
  const answer =
    'problem' in sought ? sought : await seek(parts, subject, sought, (...t) => context.progress(...t))
  if ('found' in answer) await asSubject(core, subject, (tx) => keepCandidates(tx, id, answer.found))
  const problem = 'problem' in answer ? answer.problem : null
  must(await giveOn(parts, subject, 'ballistic-search.finish', record, { engine: ENGINE_NAME, problem }))
  return { done: problem === null }
}

async function soughtOf(core: Core, subject: Subject, id: string): Promise<Sought | { problem: string }> {
  return asSubject(core, subject, async (tx) => {
    const of = await readRecord<BallisticSurface>(tx, surface, id)
    const what = of === null ? null : await readRecord<Specimen>(tx, specimen, of.body.specimen)
    const [filed] = await readMaps(tx, [id])
    if (of === null || what === null) return { problem: 'the surface may not be read any more' }
    if (filed === undefined) return { problem: 'too little of the surface was measured' }
    return { area: of.body.area, map: filed.map, body: what.body, specimen: what.id }
  })
}
