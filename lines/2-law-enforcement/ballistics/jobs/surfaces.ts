import { must } from '@basinet/kernel/contract'
import { readRecord } from '@basinet/kernel/record'
import { comparison, type BallisticComparison } from '../contract/comparison.ts'
import { image, type BallisticImage } from '../contract/image.ts'
import { surface, type BallisticSurface } from '../contract/surface.ts'
import { keepMap } from '../gallery.ts'
import { askerOf, asSubject, bytesOf, giveOn, type JobParts } from './asker.ts'
import type { Payload } from './kinds.ts'

const GONE = 'the file is not there, may not be read, or is larger than 64 MiB'

export async function readJob(parts: JobParts, askedBy: string, { id, purpose }: Payload): Promise<unknown> {
  const { core, engine } = parts
  const subject = await askerOf(core, askedBy, purpose)
  const record = await asSubject(core, subject, (tx) => readRecord<BallisticSurface>(tx, surface, id))
  if (record === null || record.body.state !== 'reading') return { gone: true }
  const bytes = await bytesOf(parts, subject, record.body.file)
  const found =
    bytes === null
      ? { reading: { origin: null, grid: null, remarks: [], problem: GONE }, map: null }
      : await engine.run({ do: 'read', bytes, area: record.body.area })
  const { map, reading } = found
  if (map !== null) await asSubject(core, subject, (tx) => keepMap(tx, id, map))
  must(await giveOn(parts, subject, 'ballistic-surface.read', record, reading))
  return { read: reading.problem === null }
}

export async function lookJob(parts: JobParts, askedBy: string, { id, purpose }: Payload): Promise<unknown> {
  const { core, engine } = parts
  const subject = await askerOf(core, askedBy, purpose)
  const record = await asSubject(core, subject, (tx) => readRecord<BallisticImage>(tx, image, id))
  if (record === null || record.body.state !== 'reading') return { gone: true }
  const bytes = await bytesOf(parts, subject, record.body.file)
  const input =
    bytes === null ? { width: null, height: null, problem: GONE } : await engine.run({ do: 'look', bytes })
  must(await giveOn(parts, subject, 'ballistic-image.read', record, input))
  return { read: input.problem === null }
}

export async function compareJob(
  parts: JobParts,
  askedBy: string,
  { id, purpose }: Payload,
): Promise<unknown> {
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
  must(await giveOn(parts, subject, 'ballistic-comparison.report', record, input))
  return { compared: input.result !== null }
}
