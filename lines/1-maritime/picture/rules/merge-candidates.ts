import { geodesicDirect, geodesicInverse, turnDeg, type LonLat } from '@basinet/geodesy'

import type { CONTACT_KINDS } from '../contract/hand-contact.ts'

export type ContactKind = (typeof CONTACT_KINDS)[number]

/** A contact entered by hand as it would be at a moment. */
export type ReckonedSighting = {
  readonly kind: ContactKind
  readonly atMs: number
  readonly position: LonLat
  /** Radius that holds it, metres. */
  readonly radiusM: number
  readonly courseDeg: number | null
  readonly speedKn: number | null
}

/** A track's last report. */
export type TrackNow = {
  readonly mmsi: number
  readonly atMs: number
  readonly lon: number
  readonly lat: number
  /** NaN = not known. */
  readonly sogKn: number
  readonly cogDeg: number
  /** 0 = not known. */
  readonly shipType: number
}

export type MergeCandidate = {
  readonly mmsi: number
  readonly distanceM: number
  /** 1 = in the middle of the circle, with fitting course, speed and type; 0 = at its edge or contradicted. */
  readonly score: number
  /** What speaks against it, as message keys of the console. */
  readonly against: readonly ('course' | 'speed' | 'type')[]
}

/** Further apart than this many times the circle's radius it cannot be the same. */
const RADII_MAX = 1.2
/** Tracks not heard for longer are run on no further, milliseconds. */
const RUN_ON_MAX_MS = 30 * 60_000
const CANDIDATES_MAX = 10
const COURSE_OFF_DEG = 60
/** A reported speed is an eye's estimate: off by half, and never closer than this. */
const SPEED_OFF_SHARE = 0.5
const SPEED_OFF_MIN_KN = 4

/** First digits or whole ship types (ITU-R M.1371-5 Annex 8 table 53) that fit a kind; kinds not named fit any. */
const TYPES: Readonly<Partial<Record<ContactKind, readonly number[]>>> = {
  fishing: [30],
  yacht: [36, 37],
  cargo: [7],
  tanker: [8],
  passenger: [6, 4],
}

/**
 * Tracks that may be the contact, best first: those whose place, run on to the contact's moment, lies within its circle. An officer
 * decides; the reasons against are named.
 */
export function mergeCandidates(contact: ReckonedSighting, tracks: Iterable<TrackNow>): MergeCandidate[] {
  const found: MergeCandidate[] = []
  const reachM = contact.radiusM * RADII_MAX
  // A degree of latitude is never shorter than 110 km: tracks beyond this box need no geodesic.
  const boxDeg = reachM / 110_000 + 0.7
  for (const track of tracks) {
    if (Math.abs(track.lat - contact.position.lat) > boxDeg) continue
    const distanceM = geodesicInverse(contact.position, runOn(track, contact.atMs)).distanceM
    if (distanceM > reachM) continue
    const against = contradictions(contact, track)
    const near = Math.max(0, 1 - distanceM / reachM)
    found.push({ mmsi: track.mmsi, distanceM, score: near * 0.5 ** against.length, against })
  }
  return found.toSorted((a, b) => b.score - a.score || a.distanceM - b.distanceM).slice(0, CANDIDATES_MAX)
}

function runOn(track: TrackNow, atMs: number): LonLat {
  const ms = Math.max(-RUN_ON_MAX_MS, Math.min(RUN_ON_MAX_MS, atMs - track.atMs))
  if (!(track.sogKn > 0) || Number.isNaN(track.cogDeg)) return track
  return geodesicDirect(track, track.cogDeg, track.sogKn * (1852 / 3_600_000) * ms).position
}

function contradictions(contact: ReckonedSighting, track: TrackNow): ('course' | 'speed' | 'type')[] {
  const against: ('course' | 'speed' | 'type')[] = []
  const moves = track.sogKn > 1 && !Number.isNaN(track.cogDeg)
  if (
    contact.courseDeg !== null &&
    moves &&
    Math.abs(turnDeg(contact.courseDeg, track.cogDeg)) > COURSE_OFF_DEG
  ) {
    against.push('course')
  }
  if (contact.speedKn !== null && !Number.isNaN(track.sogKn)) {
    const allowed = Math.max(SPEED_OFF_MIN_KN, contact.speedKn * SPEED_OFF_SHARE)
    if (Math.abs(contact.speedKn - track.sogKn) > allowed) against.push('speed')
  }
  const types = TYPES[contact.kind]
  const fits = types?.some((t) => t === track.shipType || t === Math.floor(track.shipType / 10)) ?? true
  if (!fits && track.shipType !== 0) against.push('type')
  return against
}
