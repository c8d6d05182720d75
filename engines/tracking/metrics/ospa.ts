import { assign } from '../association/jonker-volgenant.ts'

/** A place in the plane, m. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** A truth and a track that are taken for one, by index, and how far apart they are, m. */
export interface Match {
  readonly truth: number
  readonly track: number
  readonly distance: number
}

/** The assignment of tracks to truths with the least sum of min(distance, cutoff)^order. */
export function match(
  truths: readonly Place[],
  tracks: readonly Place[],
  cutoff: number,
  order: number,
): Match[] {
  const swapped = truths.length > tracks.length
  const few = swapped ? tracks : truths
  const many = swapped ? truths : tracks
  const costs = new Float64Array(few.length * many.length)
  for (let r = 0; r < few.length; r++)
    for (let c = 0; c < many.length; c++)
      costs[r * many.length + c] = Math.min(distance(few[r]!, many[c]!), cutoff) ** order
  const columns = assign(costs, few.length, many.length)
  if (columns === null) throw new Error('BUG: finite costs have an assignment')
  return Array.from(columns, (c, r) => ({
    truth: swapped ? c : r,
    track: swapped ? r : c,
    distance: distance(few[r]!, many[c]!),
  }))
}

/** Optimal subpattern assignment distance (Schuhmacher, Vo & Vo 2008, equation 3), m; 0 for two empty sets. */
export function ospa(
  truths: readonly Place[],
  tracks: readonly Place[],
  cutoff: number,
  order: number,
): number {
  const size = Math.max(truths.length, tracks.length)
  if (size === 0) return 0
  const missing = size - Math.min(truths.length, tracks.length)
  const sum = match(truths, tracks, cutoff, order).reduce(
    (total, { distance: d }) => total + Math.min(d, cutoff) ** order,
    0,
  )
  return ((sum + cutoff ** order * missing) / size) ** (1 / order)
}

/** Generalised OSPA with alpha = 2 (Rahmathullah, García-Fernández & Svensson 2017, equation 3), m. */
export function gospa(
  truths: readonly Place[],
  tracks: readonly Place[],
  cutoff: number,
  order: number,
): number {
  const pairs = match(truths, tracks, cutoff, order).filter(({ distance: d }) => d < cutoff)
  const alone = truths.length + tracks.length - 2 * pairs.length
  const sum = pairs.reduce((total, { distance: d }) => total + d ** order, 0)
  return (sum + (cutoff ** order / 2) * alone) ** (1 / order)
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
