import { LANES, type Lane } from '../wire/index.ts'

/** A lane that waits this long is treated one step more urgent, and again for each further span; milliseconds. */
export const AGEING_MS = 30_000

/** What a lane has to send, and whether it may. */
export interface LaneDemand {
  readonly lane: Lane
  /** Since when the oldest of it waits, milliseconds. */
  readonly since: number
}

/**
 * Which lane sends next: lane 0 before everything, the others by urgency, which grows with waiting, so that bulk moves even
 * when queries never end. Null when nothing waits.
 */
export function pickLane(demands: readonly LaneDemand[], now: number): Lane | null {
  let best: { lane: Lane; rank: number } | null = null
  for (const lane of LANES) {
    const demand = demands.find((d) => d.lane === lane)
    if (demand === undefined) continue
    const waited = Math.max(0, now - demand.since)
    const rank = lane === 0 ? 0 : Math.max(1, lane - Math.floor(waited / AGEING_MS))
    if (
      best === null ||
      rank < best.rank ||
      (rank === best.rank && waited > waitedOf(demands, best.lane, now))
    )
      best = { lane, rank }
  }
  return best?.lane ?? null
}

function waitedOf(demands: readonly LaneDemand[], lane: Lane, now: number): number {
  const since = demands.find((d) => d.lane === lane)?.since ?? now
  return Math.max(0, now - since)
}

/** How much room the receiver has. */
export type Room = 'free' | 'scarce' | 'full'

/** Frames a sender may have beyond what is acknowledged, by lane, while there is room. */
const CREDIT: Readonly<Record<Lane, number>> = { 0: 4096, 1: 4096, 2: 2048, 3: 8192 }
/** Before the first receipt. */
export const CREDIT_START = 256

/** Credit a receiver grants: bulk stops first, then tracks; recalls and answers go on as long as a disk takes them. */
export function creditOf(lane: Lane, room: Room): number {
  if (room === 'free' || lane === 0) return CREDIT[lane]
  if (lane === 3) return 0
  if (lane === 2) return room === 'scarce' ? 256 : 0
  return room === 'scarce' ? CREDIT[1] : 64
}
