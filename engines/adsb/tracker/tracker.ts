import { sortReadings } from '../commb/infer.ts'
import type { KnownMotion } from '../commb/rank.ts'
import type { LatLon } from '../cpr/decode.ts'
import type { ExtendedSquitter, ModeSMessage } from '../message/message.ts'
import type { AirbornePosition, SurfacePosition } from '../message/position.ts'
import { containmentOf } from '../quality/containment.ts'
import { newAircraft, type Aircraft, type AircraftPosition } from './aircraft.ts'
import { applyReply, applySquitter } from './apply.ts'
import { PositionFixer, type FixLimits, type NoFix } from './position-fixer.ts'

export interface TrackerOptions {
  /** The receiver's place: without it no range check, and no surface position before one in the air. */
  receiver?: LatLon
  /** Farther is not believed (with `receiver`). Default 300: the radio horizon of an aircraft at 60,000 ft. */
  maxRangeNm?: number
  /** Faster is not believed. Defaults 1,500 in the air, 200 on the surface. */
  maxAirSpeedKn?: number
  maxSurfaceSpeedKn?: number
  /** Aircraft held; the one silent longest makes room. Default 20,000. */
  maxAircraft?: number
  /** Silence after which an aircraft is dropped, milliseconds. Default 300,000. */
  silenceMs?: number
}

/** What a message did; one is filled again and again, so read it before the next update. */
export interface TrackUpdate {
  /** The aircraft now; null when its address is not proved (address parity of an address never announced). */
  aircraft: Aircraft | null
  /** Set when this message gave a position. */
  position: AircraftPosition | null
  /** Why a position report gave none; null for other messages. */
  refused: NoFix | null
}

interface Tracked {
  aircraft: Aircraft
  fixer: PositionFixer
  touchedMs: number
}

/** The order of the map is that of silence to this precision: moving an entry at every message would cost more. */
const TOUCH_MS = 5_000
/** Ground speed and track this old no longer tell registers apart. */
const MOTION_FRESH_MS = 60_000

/**
 * State of every aircraft heard. An aircraft begins with a DF 17, 18 or an unasked DF 11 that needed no repair; replies
 * with address parity count only for addresses proved so. Time is the caller's, milliseconds, any epoch.
 */
export class AircraftTracker {
  private readonly byAddress = new Map<number, Tracked>()
  private readonly limits: FixLimits
  private readonly maxAircraft: number
  private readonly silenceMs: number
  private readonly result: TrackUpdate = { aircraft: null, position: null, refused: null }
  private readonly motion: { -readonly [K in keyof KnownMotion]: KnownMotion[K] } = {
    groundSpeedKn: null,
    trackDeg: null,
    altitudeFt: null,
  }

  constructor(options: TrackerOptions = {}) {
    this.limits = {
      receiver: options.receiver ?? null,
      maxRangeNm: options.maxRangeNm ?? 300,
      maxAirSpeedKn: options.maxAirSpeedKn ?? 1500,
      maxSurfaceSpeedKn: options.maxSurfaceSpeedKn ?? 200,
    }
    this.maxAircraft = options.maxAircraft ?? 20_000
    this.silenceMs = options.silenceMs ?? 300_000
  }

  get size(): number {
    return this.byAddress.size
  }

  /** Whether an ICAO address was proved by a squitter. */
  readonly isKnown = (address: number): boolean => this.byAddress.has(address)

  get(address: number, kind: 'icao' | 'other' = 'icao'): Readonly<Aircraft> | null {
    return this.byAddress.get(keyOf(address, kind))?.aircraft ?? null
  }

  *aircraft(): Generator<Readonly<Aircraft>> {
    for (const { aircraft } of this.byAddress.values()) yield aircraft
  }

  update(message: ModeSMessage, timeMs: number): TrackUpdate {
    const { result } = this
    result.aircraft = null
    result.position = null
    result.refused = null
    const tracked = this.entry(message, timeMs)
    if (tracked === null) return result
    const { aircraft } = tracked
    aircraft.lastSeenMs = timeMs
    aircraft.messages++
    result.aircraft = aircraft
    if (message.df === 17 || message.df === 18) this.squitter(tracked, message, timeMs)
    else {
      if (message.df === 20 || message.df === 21) this.order(message.commB.readings, aircraft, timeMs)
      applyReply(aircraft, message)
    }
    return result
  }

  /** Drops whoever has been silent too long. */
  expire(nowMs: number): void {
    for (const [key, { aircraft }] of this.byAddress) {
      if (nowMs - aircraft.lastSeenMs > this.silenceMs) this.byAddress.delete(key)
      else if (nowMs - aircraft.lastSeenMs < this.silenceMs - 2 * TOUCH_MS) break
    }
  }

  private entry(message: ModeSMessage, timeMs: number): Tracked | null {
    const kind = message.df === 17 || message.df === 18 ? message.addressKind : 'icao'
    const key = keyOf(message.address, kind)
    const found = this.byAddress.get(key)
    if (found !== undefined) {
      if (timeMs - found.touchedMs > TOUCH_MS) {
        this.byAddress.delete(key)
        this.byAddress.set(key, found)
        found.touchedMs = timeMs
      }
      return found
    }
    if (!beginsTrack(message)) return null
    this.expire(timeMs)
    if (this.byAddress.size >= this.maxAircraft) {
      for (const oldest of this.byAddress.keys()) {
        this.byAddress.delete(oldest)
        break
      }
    }
    const tracked = {
      aircraft: newAircraft(message.address, kind, timeMs),
      fixer: new PositionFixer(),
      touchedMs: timeMs,
    }
    this.byAddress.set(key, tracked)
    return tracked
  }

  private squitter(tracked: Tracked, message: ExtendedSquitter, timeMs: number): void {
    const { squitter } = message
    applySquitter(tracked.aircraft, squitter, timeMs)
    // A repaired bit may be the wrong one: a position that lives on in the track must not come from it.
    if (message.repairedBit !== 0) return
    if (squitter.kind === 'airborne-position' || squitter.kind === 'surface-position') {
      this.position(tracked, squitter, timeMs)
    }
  }

  private position(tracked: Tracked, report: AirbornePosition | SurfacePosition, timeMs: number): void {
    const { aircraft, fixer } = tracked
    const surface = report.kind === 'surface-position'
    const found = fixer.report(report, surface, surface ? report.groundSpeedKn : null, timeMs, this.limits)
    if (typeof found === 'string') {
      this.result.refused = found
      if (found !== 'pending') aircraft.rejectedPositions++
      return
    }
    const { nic, radiusM } = containmentOf(report.typeCode, {
      version: aircraft.version,
      a: aircraft.nicSupplementA,
      b: !surface && report.nicSupplementB,
      c: aircraft.nicSupplementC,
    })
    const { lat, lon, confirmed } = found
    aircraft.position = { lat, lon, timeMs, surface, confirmed, nic, radiusM }
    this.result.position = aircraft.position
  }

  private order(readings: Parameters<typeof sortReadings>[0], aircraft: Aircraft, timeMs: number): void {
    if (readings.length < 2) return
    const fresh = aircraft.velocityMs !== null && Math.abs(timeMs - aircraft.velocityMs) <= MOTION_FRESH_MS
    this.motion.groundSpeedKn = fresh ? aircraft.groundSpeedKn : null
    this.motion.trackDeg = fresh ? aircraft.trackDeg : null
    this.motion.altitudeFt = aircraft.altitudeFt
    sortReadings(readings, this.motion)
  }
}

/** Track numbers of senders without an ICAO address are numbers of their own. */
function keyOf(address: number, kind: 'icao' | 'other'): number {
  return kind === 'icao' ? address : address | 0x1000000
}

function beginsTrack(message: ModeSMessage): boolean {
  if (message.repairedBit !== 0) return false
  return message.df === 17 || message.df === 18 || (message.df === 11 && message.interrogator === 0)
}
