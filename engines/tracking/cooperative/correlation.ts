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
  private readonly counts = new Map<string, { identity: string; track: number; count: number }>()
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
    this.forget(new Set(tracks.map(({ id }) => id)))
    for (const contact of contacts) {
      for (const track of tracks) this.compare(contact, track)
      this.make(contact.identity)
    }
  }

  private compare(contact: Place & { identity: string }, track: Place & { id: number }): void {
    const key = `${track.id} ${contact.identity}`
    const known = this.counts.get(key)
    const distance = positionDistance(contact, track)
    if (distance > AGREE && known === undefined) return
    const step = distance <= AGREE ? 1 : distance > DIFFER ? -2 : 0
    const count = Math.min(COUNT_MAX, (known?.count ?? 0) + step)
    if (count >= 0) this.counts.set(key, { identity: contact.identity, track: track.id, count })
    else {
      this.counts.delete(key)
      if (this.tracks.get(contact.identity) === track.id) this.part(contact.identity, track.id)
    }
  }

  private make(identity: string): void {
    if (this.tracks.has(identity)) return
    const mine = [...this.counts.values()].filter((one) => one.identity === identity)
    const free = mine.filter(({ track }) => !this.identities.has(track)).toSorted((a, b) => b.count - a.count)
    const [best, next] = free
    if (best === undefined || best.count < MAKE_AT || best.count === next?.count) return
    this.tracks.set(identity, best.track)
    this.identities.set(best.track, identity)
  }

  private forget(alive: ReadonlySet<number>): void {
    for (const [key, { track }] of this.counts) if (!alive.has(track)) this.counts.delete(key)
    for (const [identity, track] of this.tracks) if (!alive.has(track)) this.part(identity, track)
  }

  private part(identity: string, track: number): void {
    this.tracks.delete(identity)
    this.identities.delete(track)
  }
}

/** Squared distance of two estimates' positions. */
function positionDistance(a: Place, b: Place): number {
  const dx = a.x[0]! - b.x[0]!
  const dy = a.x[1]! - b.x[1]!
  const xx = a.p[0]! + b.p[0]!
  const xy = a.p[1]! + b.p[1]!
  const yy = a.p[STATES + 1]! + b.p[STATES + 1]!
  return (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy)
}
