import { match, ospa } from '../metrics/ospa.ts'
import { Tracker } from '../tracker/tracker.ts'
import type { TrackerOptions } from '../tracker/options.ts'
import type { Scenario } from './scenario.ts'

const CUTOFF_M = 500
const ORDER = 2
const WARM_UP_SECONDS = 60

export interface Score {
  ospaM: number
  switches: number
  /** Tracks that were ever confirmed. */
  tracks: number
  completeness: number
  plots: number
}

/** Tracks a scenario and scores it at the first radar's scans after a minute, as the acceptance's tool does. */
export function scored(scenario: Scenario, options: Partial<TrackerOptions> = {}): Score {
  const tracker = new Tracker(scenario.sites, options)
  const ids = new Set<number>()
  const last = new Map<string, number>()
  const sum = { ospa: 0, times: 0, matched: 0, truths: 0, switches: 0, plots: 0 }
  for (const scan of scenario.scans) {
    tracker.scan(scan)
    sum.plots += scan.plots.length
    const tracks = tracker.at(scan.t).map(({ id, x }) => ({ id, x: x[0]!, y: x[1]! }))
    for (const { id } of tracks) ids.add(id)
    if (scan.radar !== 0 || scan.t < WARM_UP_SECONDS) continue
    const truths = scenario.truth.get(Math.round(scan.t * 100)) ?? []
    sum.times++
    sum.truths += truths.length
    sum.ospa += ospa(truths, tracks, CUTOFF_M, ORDER)
    for (const pair of match(truths, tracks, CUTOFF_M, ORDER)) {
      if (pair.distance >= CUTOFF_M) continue
      sum.matched++
      const { id } = truths[pair.truth]!
      const track = tracks[pair.track]!.id
      if (last.has(id) && last.get(id) !== track) sum.switches++
      last.set(id, track)
    }
  }
  return {
    ospaM: sum.ospa / sum.times,
    switches: sum.switches,
    tracks: ids.size,
    completeness: sum.matched / sum.truths,
    plots: sum.plots,
  }
}
