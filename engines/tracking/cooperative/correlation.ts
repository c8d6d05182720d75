import { STATES } from '../linear/symmetric.ts'

/** Chi-square with 2 degrees of freedom at 0.99: within it two positions agree. */
const AGREE = 9.21
/** Beyond it they contradict each other. */
const DIFFER = 18.4
/** A pair is made after so many agreements more than contradictions, and let go below zero; more do not count. */
const MAKE_AT = 5
const COUNT_MAX = 10

interface Place {
  readonly x: Float64Array
  readonly p: Float64Array
}

/**
 * Which identity is which radar track: a pair is made when it agreed over several looks and no other track is as good for
 * the identity, and held until it contradicts itself.
 */
export class Correlation {
  /** Agreements by identity and track. */
  private readonly counts = new Map<string, Map<number, number>>()
  private readonly tracks = new Map<string, number>()
  private readonly identities = new Map<number, string>()

  trackOf(identity: string): number | null {
    return this.tracks.get(identity) ?? null
  }

  identityOf(track: number): string | null {
    return this.identities.get(track) ?? null
  }

  look(
    contacts: readonly (Place & { identity: string })[],
    tracks: readonly (Place & { id: number })[],
  ): void {
    const alive = new Map(tracks.map((track) => [track.id, track]))
    this.forget(alive)
    const near = new NearTracks(tracks)
    for (const contact of contacts) {
      const known = this.counts.get(contact.identity)
      // Taken first: a comparison may end a pair.
      const ids = [...(known?.keys() ?? [])]
      for (const id of ids) this.compare(contact, alive.get(id)!, known!.get(id)!)
      for (const track of near.of(contact))
        if (known === undefined || !known.has(track.id)) this.compare(contact, track, null)
      this.make(contact.identity)
    }
  }

  private compare(
    contact: Place & { identity: string },
    track: Place & { id: number },
    known: number | null,
  ): void {
    const distance = positionDistance(contact, track)
    if (distance > AGREE && known === null) return
    const { identity } = contact
    const step = distance <= AGREE ? 1 : distance > DIFFER ? -2 : 0
    const count = Math.min(COUNT_MAX, (known ?? 0) + step)
    if (count >= 0) this.countsOf(identity).set(track.id, count)
    else {
      this.drop(identity, track.id)
      if (this.tracks.get(identity) === track.id) this.part(identity, track.id)
    }
  }

  private make(identity: string): void {
    if (this.tracks.has(identity)) return
    const free = [...(this.counts.get(identity) ?? [])]
      .filter(([track]) => !this.identities.has(track))
      .toSorted(([, a], [, b]) => b - a)
    const [best, next] = free
    if (best === undefined || best[1] < MAKE_AT || best[1] === next?.[1]) return
    this.tracks.set(identity, best[0])
    this.identities.set(best[0], identity)
  }

  private forget(alive: ReadonlyMap<number, unknown>): void {
    for (const [identity, counts] of this.counts)
      for (const track of counts.keys()) if (!alive.has(track)) this.drop(identity, track)
    for (const [identity, track] of this.tracks) if (!alive.has(track)) this.part(identity, track)
  }

  private countsOf(identity: string): Map<number, number> {
    const known = this.counts.get(identity)
    if (known !== undefined) return known
    const fresh = new Map<number, number>()
    this.counts.set(identity, fresh)
    return fresh
  }

  private drop(identity: string, track: number): void {
    const counts = this.counts.get(identity)
    counts?.delete(track)
    if (counts?.size === 0) this.counts.delete(identity)
  }

  private part(identity: string, track: number): void {
    this.tracks.delete(identity)
    this.identities.delete(track)
  }
}

const CELL_M = 1000
/** A contact known no better than this is compared with every track. */
const CELLS_AROUND_MAX = 12

/** Finds the tracks that a contact can agree with, without comparing it with all. */
class NearTracks {
  private readonly cells = new Map<number, (Place & { id: number })[]>()
  private readonly all: readonly (Place & { id: number })[]
  /** Greatest variance among the tracks, m². */
  private widest = 0

  constructor(tracks: readonly (Place & { id: number })[]) {
    this.all = tracks
    for (const track of tracks) {
      this.widest = Math.max(this.widest, varianceOf(track))
      const key = cellOf(track.x[0]!, track.x[1]!)
      const cell = this.cells.get(key)
      if (cell === undefined) this.cells.set(key, [track])
      else cell.push(track)
    }
  }

  *of(contact: Place): Iterable<Place & { id: number }> {
    // Nothing agrees from farther away: the sum of variances is no less than the greatest axis of the sum.
    const around = Math.ceil(Math.sqrt(AGREE * (this.widest + varianceOf(contact))) / CELL_M)
    if (around > CELLS_AROUND_MAX) {
      yield* this.all
      return
    }
    for (let dx = -around; dx <= around; dx++)
      for (let dy = -around; dy <= around; dy++)
        yield* this.cells.get(cellOf(contact.x[0]! + dx * CELL_M, contact.x[1]! + dy * CELL_M)) ?? []
  }
}

const varianceOf = ({ p }: Place): number => p[0]! + p[STATES + 1]!
/** A plane of 32,000 km has no two cells of one number. */
const cellOf = (x: number, y: number): number => Math.floor(x / CELL_M) * 32_768 + Math.floor(y / CELL_M)

/** Squared distance of two estimates' positions. */
function positionDistance(a: Place, b: Place): number {
  const dx = a.x[0]! - b.x[0]!
  const dy = a.x[1]! - b.x[1]!
  const xx = a.p[0]! + b.p[0]!
  const xy = a.p[1]! + b.p[1]!
  const yy = a.p[STATES + 1]! + b.p[STATES + 1]!
  return (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy)
}
