import { combineLabels } from '@basinet/kernel/contract'
import { sourceId } from '../positions/sources.ts'
import type { ServiceRun } from '../live/service-store.ts'
import { readSources, type SourceInfo } from '../live/sources-table.ts'

/** Feed name of sources that stand for several. */
const FUSED_FEED = 'fused'
/** Sets of sources told apart; beyond it every contact gets the label of all sources together, which is the strictest. */
const SETS_MAX = 500

/** Source numbers for what was made of several sources: the label of each is the strictest of its parts. */
export interface LabelSets {
  /** Null: not known yet; the contact waits. */
  sourceOf(parts: ReadonlySet<number>): number | null
  info(source: number): SourceInfo | undefined
  /** Makes the numbers that were asked for. */
  settle(): Promise<void>
}

export function createLabelSets(run: ServiceRun, nation: string): LabelSets {
  let sources: ReadonlyMap<number, SourceInfo> = new Map()
  const known = new Map<string, number>()
  const asked = new Map<string, ReadonlySet<number>>()
  const all = new Set<number>()

  const make = async (key: string, parts: ReadonlySet<number>): Promise<void> => {
    const infos = [...parts].map((id) => sources.get(id))
    // A source that is not there has no label: what was made of it is shown to nobody.
    if (infos.some((info) => info === undefined)) return
    const labels = infos.map((info) => info!.label)
    const label = combineLabels(nation, labels)
    known.set(key, await run((tx) => sourceId(tx, { id: FUSED_FEED, station: 'FUSED' }, label)))
  }

  return {
    info: (source) => sources.get(source),
    sourceOf(parts) {
      for (const part of parts) all.add(part)
      const wanted = known.size < SETS_MAX ? parts : all
      const key = [...wanted].toSorted((a, b) => a - b).join()
      const found = known.get(key)
      if (found !== undefined) return found
      if (asked.size < SETS_MAX) asked.set(key, new Set(wanted))
      return null
    },
    async settle() {
      if (asked.size === 0) return
      sources = await readSources(run)
      const waiting = [...asked]
      asked.clear()
      for (const [key, parts] of waiting) await make(key, parts)
    },
  }
}
