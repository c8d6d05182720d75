import { after } from '@basinet/geodesy'
import { aircraftKey } from '../contract/contact-key.ts'
import type { Board } from '../live/board.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import { classCode, fromE7, NOT_AVAILABLE, toCog, toE7, toSog } from '../positions/scaled.ts'
import type { PositionWriter } from '../positions/writer.ts'
import type { AircraftReport } from './aircraft-report.ts'
import { ellipseOf } from './ellipse.ts'
import type { FusedContact } from './fusion.ts'

/** Stored this seldom: an aircraft says where it is twice a second. */
const STORE_EVERY_MS = 5000
/** Silent for so long it is off the board. */
const SILENT_MS = 5 * 60_000
const AIR = classCode('air')
/** A report older than this says nothing of where it is now. */
const FRESH_S = 30
/** Of a report, m, and of what its velocity misses, m/s. */
const SIGMA_M = 60
const SIGMA_MPS = 10

interface Known {
  storedMs: number
  firstMs: number
  reports: number
  callsign: string | null
  altitudeM: number | null
}

/** Aircraft by what they say of themselves. */
export class AircraftBoard {
  private readonly board: Board
  private readonly writer: Pick<PositionWriter, 'add'>
  private readonly known = new Map<number, Known>()
  private readonly statics = new Map<number, VesselStatic>()

  constructor(board: Board, writer: Pick<PositionWriter, 'add'>) {
    this.board = board
    this.writer = writer
  }

  /** Gives the aircraft's number; null where the report is older than what is known. */
  take(r: AircraftReport, source: number): number | null {
    const key = aircraftKey(r.address, r.other)
    const values = [toE7(r.lon), toE7(r.lat), toSog(r.sogKn), toCog(r.trackDeg)] as const
    const rest = [NOT_AVAILABLE, NOT_AVAILABLE, AIR, source] as const
    if (this.board.put(key, r.atMs, ...values, ...rest) < 0) return null
    let known = this.known.get(key)
    if (known === undefined)
      this.known.set(
        key,
        (known = { storedMs: 0, firstMs: r.atMs, reports: 0, callsign: null, altitudeM: null }),
      )
    known.reports++
    known.altitudeM = r.altitudeM
    if (r.callsign !== null && r.callsign !== known.callsign) {
      known.callsign = r.callsign
      this.statics.set(key, staticOf(key, r.callsign, r.atMs, source))
    }
    if (r.atMs - known.storedMs >= STORE_EVERY_MS) {
      known.storedMs = r.atMs
      this.writer.add(r.atMs, key, ...values, ...rest)
    }
    return key
  }

  /** An aircraft as a contact of its own reports, run on to a moment; null: not heard for long. */
  contact(key: number, atMs: number): FusedContact | null {
    const known = this.known.get(key)
    const slot = known === undefined ? undefined : this.board.slotOf(key)
    if (known === undefined || slot === undefined) return null
    const place = this.board.at(slot)
    const seconds = (atMs - place.atMs) / 1000
    if (Math.abs(seconds) > FRESH_S) return null
    const [sogKn, cogDeg] = [Math.max(0, place.sog) / 10, Math.max(0, place.cog) / 10]
    const [lon, lat] = [fromE7(place.lonE7), fromE7(place.latE7)]
    const position = after({ position: { lon, lat }, courseDeg: cogDeg, speedKn: sogKn }, seconds).position
    const variance = SIGMA_M ** 2 + (SIGMA_MPS * seconds) ** 2
    return {
      key,
      track: null,
      state: 'cooperative-only',
      sinceMs: known.firstMs,
      atMs,
      ...position,
      sogKn,
      cogDeg,
      ellipse: ellipseOf(variance, 0, variance),
      air: true,
      ingredients: [
        { kind: 'adsb', radar: null, source: place.source, lastMs: place.atMs, count: known.reports },
      ],
    }
  }

  /** Call signs that are new since. */
  drainStatics(): VesselStatic[] {
    const list = [...this.statics.values()]
    this.statics.clear()
    return list
  }

  altitudes(): (readonly [number, number])[] {
    return [...this.known].flatMap(([key, { altitudeM }]) =>
      altitudeM === null ? [] : [[key, Math.round(altitudeM)] as const],
    )
  }

  /** Takes the silent ones off; gives their numbers. */
  expire(nowMs: number): number[] {
    const gone: number[] = []
    for (const key of this.known.keys()) {
      const slot = this.board.slotOf(key)
      if (slot !== undefined && nowMs - this.board.at(slot).atMs <= SILENT_MS) continue
      this.board.remove(key)
      this.known.delete(key)
      gone.push(key)
    }
    return gone
  }
}

function staticOf(key: number, callsign: string, atMs: number, source: number): VesselStatic {
  return {
    mmsi: key,
    atMs,
    claimedFromMs: atMs,
    name: callsign,
    callSign: callsign,
    imo: null,
    shipType: null,
    toBowM: null,
    toSternM: null,
    toPortM: null,
    toStarboardM: null,
    draughtDm: null,
    destination: null,
    eta: null,
    mothershipMmsi: null,
    source,
  }
}
