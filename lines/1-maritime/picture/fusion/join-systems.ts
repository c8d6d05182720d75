import { eastMPerDeg, northMPerDeg } from '@basinet/geodesy'
import { intersect } from '@basinet/tracking'
import { aircraftKey } from '../contract/contact-key.ts'
import { ellipseOf, varianceOfEllipse } from './ellipse.ts'
import type { FusedContact } from './fusion.ts'
import type { PlaceVariance } from './system-report.ts'
import type { SystemTrack } from './system-tracks.ts'

/** Chi-square of two degrees of freedom at 0.99: two estimates of one craft lie nearer than this. */
const GATE = 9.21
/** Reports of a track in a row that must agree before two are one, and disagree before they are two again. */
const AGREE_TIMES = 3
/** Velocities of one craft as two trackers have them differ by no more, m/s: a turn is seen by one of them first. */
const SPEED_APART = { air: 40, surface: 6 } as const
/** Beyond this nothing is compared, degrees of latitude: some 5 km. */
const NEAR_DEG = 0.05
const KN = 1852 / 3600
const RADIAN = Math.PI / 180

interface Pair {
  /** Key and system track of the contact here that it was compared with last. */
  key: number
  own: string | null
  reportMs: number
  agreed: number
  differed: number
  joined: boolean
}

/**
 * Tracks of other centres and the contacts here, to one contact each. What went into a centre's track is not known: it may be the very
 * radar that is heard here, or ADS-B. Therefore estimates are only ever joined by covariance intersection, which is right for any
 * correlation of the two, and nothing is counted twice (Julier & Uhlmann 1997). Positions alone are joined; velocity is this node's.
 */
export class SystemJoin {
  private readonly pairs = new Map<string, Pair>()

  /** @param contacts what this node tracks itself, and aircraft that tell where they are; each of a centre's tracks goes to one at most */
  join(contacts: readonly FusedContact[], tracks: readonly SystemTrack[]): FusedContact[] {
    const known = new Set(tracks.map(({ id }) => id))
    for (const id of this.pairs.keys()) if (!known.has(id)) this.pairs.delete(id)
    let all = [...contacts]
    for (const [, own] of Map.groupBy(tracks, ({ centre }) => centre)) all = this.joinCentre(all, own)
    return all
  }

  private joinCentre(contacts: readonly FusedContact[], tracks: readonly SystemTrack[]): FusedContact[] {
    const taken = new Map<number, SystemTrack>()
    const free: SystemTrack[] = []
    // Those that were joined go first, so that a passer-by takes nobody's contact; then the nearer ones.
    const wanted = tracks
      .flatMap((track) => {
        const found = this.candidate(track, contacts)
        if (found === null) free.push(track)
        return found === null ? [] : [{ track, ...found }]
      })
      .toSorted((a, b) => Number(b.joined) - Number(a.joined) || a.distance - b.distance)
    for (const { track, key, joined } of wanted) {
      if (!joined || taken.has(key)) free.push(track)
      else taken.set(key, track)
    }
    const joined = contacts.map((contact) => {
      const track = taken.get(contact.key)
      return track === undefined ? contact : joinedOf(contact, track)
    })
    return [...joined, ...free.map(({ contact }) => contact)]
  }

  /** The contact that a track is most likely of, and whether that is settled. */
  private candidate(
    track: SystemTrack,
    contacts: readonly FusedContact[],
  ): { key: number; distance: number; joined: boolean } | null {
    const { address } = track.report
    const named = address === null ? null : aircraftKey(address)
    if (named !== null && contacts.some(({ key }) => key === named))
      return { key: named, distance: 0, joined: true }
    const before = this.pairs.get(track.id)
    let best: { contact: FusedContact; distance: number } | null = null
    for (const contact of contacts) {
      if (contact.air !== track.report.air || !mayBe(contact, track)) continue
      const distance = distanceOf(contact, track)
      if (before?.joined === true && isSame(before, contact)) {
        // A craft that begins to say who it is has another key from then on, and the same track.
        before.key = contact.key
        return { key: contact.key, distance, joined: this.look(track, contact, distance <= GATE) }
      }
      if (distance <= GATE && (best === null || distance < best.distance)) best = { contact, distance }
    }
    if (best === null) {
      this.pairs.delete(track.id)
      return null
    }
    const { contact, distance } = best
    return { key: contact.key, distance, joined: this.look(track, contact, true) }
  }

  /** Counts a look once a report of the centre; true while the two are one. */
  private look(track: SystemTrack, { key, track: own }: FusedContact, agrees: boolean): boolean {
    const reportMs = track.report.atMs
    let pair = this.pairs.get(track.id)
    if (pair?.key !== key) {
      pair = { key, own, reportMs: Number.NaN, agreed: 0, differed: 0, joined: false }
      this.pairs.set(track.id, pair)
    }
    if (pair.reportMs === reportMs) return pair.joined
    pair.reportMs = reportMs
    pair.agreed = agrees ? pair.agreed + 1 : 0
    pair.differed = agrees ? 0 : pair.differed + 1
    if (pair.agreed >= AGREE_TIMES) pair.joined = true
    if (pair.differed >= AGREE_TIMES) pair.joined = false
    return pair.joined
  }
}

const isSame = (pair: Pair, contact: FusedContact): boolean =>
  pair.key === contact.key || (pair.own !== null && pair.own === contact.track)

/** Near enough to look, with a like velocity. */
function mayBe(contact: FusedContact, { lat, lon, report }: SystemTrack): boolean {
  if (Math.abs(contact.lat - lat) > NEAR_DEG || Math.abs(contact.lon - lon) > 2 * NEAR_DEG) return false
  const speed = contact.sogKn * KN
  const vx = speed * Math.sin(contact.cogDeg * RADIAN)
  const vy = speed * Math.cos(contact.cogDeg * RADIAN)
  return Math.hypot(vx - report.vx, vy - report.vy) <= SPEED_APART[report.air ? 'air' : 'surface']
}

/** (a-b)' (A+B)^-1 (a-b) of the two places. */
function distanceOf(contact: FusedContact, track: SystemTrack): number {
  const a = varianceOfEllipse(contact.ellipse)
  const { xx, xy, yy } = sumOf(a, track.variance)
  const dx = (track.lon - contact.lon) * eastMPerDeg(contact.lat)
  const dy = (track.lat - contact.lat) * northMPerDeg(contact.lat)
  const det = xx * yy - xy * xy
  return det <= 0 ? Number.POSITIVE_INFINITY : (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / det
}

const sumOf = (a: PlaceVariance, b: PlaceVariance): PlaceVariance => ({
  xx: a.xx + b.xx,
  xy: a.xy + b.xy,
  yy: a.yy + b.yy,
})

function joinedOf(contact: FusedContact, track: SystemTrack): FusedContact {
  const ingredients = [...contact.ingredients, track.ingredient]
  const state = contact.state === 'cooperative-only' && track.byRadar === true ? 'correlated' : contact.state
  const sinceMs = state === contact.state ? contact.sinceMs : track.contact.sinceMs
  const [east, north] = [eastMPerDeg(contact.lat), northMPerDeg(contact.lat)]
  const there = [(track.lon - contact.lon) * east, (track.lat - contact.lat) * north]
  const fused = intersect(
    { x: [0, 0], p: squareOf(varianceOfEllipse(contact.ellipse)) },
    { x: there, p: squareOf(track.variance) },
  )
  if (fused === null) return { ...contact, state, sinceMs, ingredients }
  const [x = 0, y = 0] = fused.x
  return {
    ...contact,
    state,
    sinceMs,
    lon: contact.lon + x / east,
    lat: contact.lat + y / north,
    ellipse: ellipseOf(fused.p[0]!, fused.p[1]!, fused.p[3]!),
    ingredients,
  }
}

const squareOf = ({ xx, xy, yy }: PlaceVariance): number[] => [xx, xy, xy, yy]
