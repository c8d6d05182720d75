import type { PartnerTrack } from '../../contract.ts'

/** A point older than this is not where the vessel was. */
const HELD_MS = 10 * 60_000

/** A partner's track as it stood at a moment, from its trail; null: it was not known then. */
export function trackAt(track: PartnerTrack, atMs: number): PartnerTrack | null {
  const trail = track.trail.filter(([at]) => at <= atMs)
  const last = trail.at(-1)
  if (last === undefined || atMs - last[0] > HELD_MS) return null
  const [at, lon, lat] = last
  return { ...track, now: { at, lon, lat, sog: null, cog: null, heading: null }, trail }
}
