import type { Fused } from '../contract/fused.ts'
import type { FusedEntry } from './fused-entry.ts'

/** A fused contact as the API gives it, with its lineage. */
export function fusedView(entry: FusedEntry): Fused {
  return {
    state: entry.state,
    since: entry.sinceMs,
    at: entry.atMs,
    lon: entry.lon,
    lat: entry.lat,
    sog: entry.sogKn,
    cog: entry.cogDeg,
    ellipse: entry.ellipse,
    domain: entry.air ? 'air' : 'surface',
    ...(entry.track === null ? {} : { track: entry.track }),
    sources: entry.ingredients.map(({ kind, lastMs, count }, n) => ({
      kind,
      name: entry.names[n] ?? '',
      lastAt: lastMs,
      count,
    })),
  }
}
