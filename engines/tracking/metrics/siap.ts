import type { Place } from './ospa.ts'

/** One time of a picture against the truth. */
export interface SiapTime {
  readonly t: number
  readonly truths: readonly (Place & { id: string })[]
  readonly tracks: readonly (Place & { id: string })[]
}

/** Single integrated air picture attributes (Votruba et al. 2001, SIAP SE Technical Report 2001-003), over all times. */
export interface Siap {
  /** Share of truth that is tracked; 1 is best. */
  readonly completeness: number
  /** Tracks for each tracked truth; 1 is best. */
  readonly ambiguity: number
  /** Share of tracks on no truth; 0 is best. */
  readonly spuriousness: number
  /** Mean distance of assigned tracks from their truth, m. */
  readonly positionM: number
  /** Track number changes of a truth an hour of its being tracked. */
  readonly changesPerHour: number
  /** Mean share of a truth's life that its longest-held track number covers. */
  readonly longestShare: number
}

interface Life {
  times: number
  tracked: number
  seconds: number
  changes: number
  last: string | null
  lastT: number
  readonly byTrack: Map<string, number>
}

/** Each track belongs to the nearest truth within `cutoff` m, so that several may be on one. Times in order. */
export function siap(times: readonly SiapTime[], cutoff: number): Siap {
  const lives = new Map<string, Life>()
  let assigned = 0
  let tracks = 0
  let distance = 0
  for (const time of times) {
    const on = new Map<string, { id: string; distance: number }[]>()
    for (const track of time.tracks) {
      tracks++
      const nearest = nearestOf(track, time.truths, cutoff)
      if (nearest === null) continue
      assigned++
      distance += nearest.distance
      on.set(nearest.id, [...(on.get(nearest.id) ?? []), { id: track.id, distance: nearest.distance }])
    }
    for (const { id } of time.truths) live(lives, id, time.t, on.get(id) ?? [])
  }
  const all = [...lives.values()]
  const sum = (of: (life: Life) => number): number => all.reduce((total, life) => total + of(life), 0)
  const tracked = sum((life) => life.tracked)
  const hours = sum((life) => life.seconds) / 3600
  return {
    completeness: ratio(
      tracked,
      sum((life) => life.times),
    ),
    ambiguity: ratio(assigned, tracked),
    spuriousness: ratio(tracks - assigned, tracks),
    positionM: ratio(distance, assigned),
    changesPerHour: ratio(
      sum((life) => life.changes),
      hours,
    ),
    longestShare: ratio(
      sum((life) => Math.max(0, ...life.byTrack.values()) / life.times),
      all.length,
    ),
  }
}

function live(
  lives: Map<string, Life>,
  id: string,
  t: number,
  on: readonly { id: string; distance: number }[],
): void {
  let life = lives.get(id)
  if (life === undefined) {
    life = { times: 0, tracked: 0, seconds: 0, changes: 0, last: null, lastT: t, byTrack: new Map() }
    lives.set(id, life)
  }
  life.times++
  if (on.length > 0) {
    life.tracked++
    life.seconds += t - life.lastT
    // A track that stays is the truth's number, whoever else comes near.
    const kept =
      on.find((track) => track.id === life.last) ?? on.toSorted((a, b) => a.distance - b.distance)[0]!
    if (life.last !== null && life.last !== kept.id) life.changes++
    life.last = kept.id
    life.byTrack.set(kept.id, (life.byTrack.get(kept.id) ?? 0) + 1)
  }
  life.lastT = t
}

function nearestOf(
  track: Place,
  truths: readonly (Place & { id: string })[],
  cutoff: number,
): { id: string; distance: number } | null {
  let best: { id: string; distance: number } | null = null
  for (const { id, x, y } of truths) {
    const distance = Math.hypot(x - track.x, y - track.y)
    if (distance < (best?.distance ?? cutoff)) best = { id, distance }
  }
  return best
}

function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b
}
