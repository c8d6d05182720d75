import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ospa, match, siap, type Place, type SiapTime } from '@basinet/tracking'
import { harbour, strait, type Scenario } from '../../engines/tracking/testing/scenario.ts'

const CUTOFF_M = 500
const WARM_UP_SECONDS = 60

export interface Input {
  readonly name: string
  readonly plots: string
  readonly sites: string
  /** Places of the craft by time in hundredths of a second. */
  readonly truth: ReadonlyMap<number, readonly (Place & { id: string })[]>
  readonly stepSeconds: number
  readonly count: number
}

/** The scored scenarios of the shared data that are there (folder maritime/tracking). */
export function sharedInputs(): Input[] {
  const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../../shared')
  const names = ['radar2-solent-a', 'gofast-stlucia-channel-a'] as const
  return names.flatMap((name) => {
    const base = join(root, 'data/maritime/tracking', name)
    if (!existsSync(`${base}.plots.csv`)) return []
    const sites = JSON.parse(readFileSync(`${base}.json`, 'utf8')) as { radars: { scan_s: number }[] }
    return {
      name,
      plots: `${base}.plots.csv`,
      sites: `${base}.json`,
      truth: placesOf(`${base}.truth.csv`),
      stepSeconds: sites.radars[0]!.scan_s,
      count: readFileSync(`${base}.plots.csv`, 'utf8').trim().split('\n').length - 1,
    }
  })
}

/** Scenarios of our own simulator, written to `folder`. */
export function simulatedInputs(folder: string, seed: number): Input[] {
  const made: [string, Scenario][] = [
    [`strait ${seed}`, strait(seed)],
    [`harbour ${seed}`, harbour(seed)],
  ]
  return made.map(([name, { sites, scans, truth, stepSeconds }]) => {
    const base = join(folder, name.replace(' ', '-'))
    const radars = sites.map((site) => ({
      id: site.id,
      x: site.x,
      y: site.y,
      range: site.rangeM,
      sigma_range_m: site.sigmaRangeM,
      sigma_bearing_deg: (site.sigmaBearingRad * 180) / Math.PI,
      scan_s: site.scanSeconds,
      offset_s: site.offsetSeconds,
    }))
    const rows = scans.flatMap(({ radar, plots }) =>
      plots.map(({ t, range, bearing }) => `${t},${sites[radar]!.id},${range},${(bearing * 180) / Math.PI}`),
    )
    writeFileSync(`${base}.json`, JSON.stringify({ radars, pd: 0.8, clutter_per_scan: 20 }))
    writeFileSync(`${base}.csv`, `t_s,radar,range_m,bearing_deg\n${rows.join('\n')}\n`)
    return { name, plots: `${base}.csv`, sites: `${base}.json`, truth, stepSeconds, count: rows.length }
  })
}

/** Mean OSPA, m, and identity switches at the first radar's scans after a minute, as the acceptance's tool counts them. */
export function scoreOf(
  input: Input,
  tracksFile: string,
): { ospaM: number; switches: number; changesPerHour: number } {
  const found = placesOf(tracksFile)
  const last = new Map<string, string>()
  const times: SiapTime[] = []
  let sum = 0
  let switches = 0
  for (const [key, truths] of input.truth) {
    const steps = key / 100 / input.stepSeconds
    if (key / 100 < WARM_UP_SECONDS || Math.abs(steps - Math.round(steps)) > 1e-6) continue
    const tracks = found.get(key) ?? []
    times.push({ t: key / 100, truths, tracks })
    sum += ospa(truths, tracks, CUTOFF_M, 2)
    for (const pair of match(truths, tracks, CUTOFF_M, 2)) {
      if (pair.distance >= CUTOFF_M) continue
      const truth = truths[pair.truth]!.id
      const track = tracks[pair.track]!.id
      if ((last.get(truth) ?? track) !== track) switches++
      last.set(truth, track)
    }
  }
  return { ospaM: sum / times.length, switches, changesPerHour: siap(times, CUTOFF_M).changesPerHour }
}

function placesOf(path: string): Map<number, (Place & { id: string })[]> {
  const places = new Map<number, (Place & { id: string })[]>()
  for (const line of readFileSync(path, 'utf8').trim().split('\n').slice(1)) {
    const [t, id, x, y] = line.split(',')
    const key = Math.round(Number(t) * 100)
    const now = places.get(key) ?? []
    now.push({ id: id!, x: Number(x), y: Number(y) })
    places.set(key, now)
  }
  return places
}
