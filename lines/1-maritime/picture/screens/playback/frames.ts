import { contactId } from '../../contract/contact-key.ts'
import type { Playback, PlaybackPoint, Vessel } from '../../contract.ts'

/** Courses are turned the short way round: 350° to 10° goes over north. */
function between(a: number, b: number, share: number): number {
  const turn = ((((b - a) % 360) + 540) % 360) - 180
  return (a + turn * share + 360) % 360
}

function blend(from: PlaybackPoint, to: PlaybackPoint, share: number): PlaybackPoint {
  const [mmsi, lon, lat, sog, cog, heading] = from
  const [, lon2, lat2, , cog2, heading2] = to
  return [
    mmsi,
    lon + (lon2 - lon) * share,
    lat + (lat2 - lat) * share,
    sog,
    cog === null || cog2 === null ? cog : between(cog, cog2, share),
    heading === null || heading2 === null ? heading : between(heading, heading2, share),
  ]
}

/**
 * The vessels of a recorded hour at one moment. Between two frames a vessel that is in both is moved along the line
 * between them; one that is in the earlier only stays where it was last heard.
 */
export function vesselsAt(playback: Playback, at: number): Vessel[] {
  const { frames, stepSeconds } = playback
  const index = frames.findLastIndex((frame) => frame.at <= at)
  const frame = frames[Math.max(0, index)]
  if (frame === undefined) return []
  const next = frames[index + 1]
  const share = Math.min(1, Math.max(0, (at - frame.at) / (stepSeconds * 1000)))
  const later = new Map((next?.points ?? []).map((point) => [point[0], point]))
  const known = new Map(playback.vessels.map((v) => [v.mmsi, v]))
  return frame.points.map((point): Vessel => {
    const to = later.get(point[0])
    const [mmsi, lon, lat, sog, cog, heading] = to === undefined ? point : blend(point, to, share)
    const facts = known.get(mmsi)
    return {
      id: contactId(mmsi),
      mmsi,
      lon,
      lat,
      cls: facts?.cls ?? 'A',
      at: frame.at,
      age: 0,
      station: '',
      ...(facts?.name === undefined ? {} : { name: facts.name }),
      ...(facts?.shipType === undefined ? {} : { shipType: facts.shipType }),
      ...(sog === null ? {} : { sog }),
      ...(cog === null ? {} : { cog }),
      ...(heading === null ? {} : { heading }),
    }
  })
}
