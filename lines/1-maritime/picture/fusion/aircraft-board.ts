import { aircraftKey } from '../contract/contact-key.ts'
import type { Board } from '../live/board.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import { classCode, NOT_AVAILABLE, toCog, toE7, toSog } from '../positions/scaled.ts'
import type { PositionWriter } from '../positions/writer.ts'
import type { AircraftReport } from './consumers.ts'

/** Stored this seldom: an aircraft says where it is twice a second. */
const STORE_EVERY_MS = 5000
/** Silent for so long it is off the board. */
const SILENT_MS = 5 * 60_000
const AIR = classCode('air')

interface Known {
  storedMs: number
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
    if (known === undefined) this.known.set(key, (known = { storedMs: 0, callsign: null, altitudeM: null }))
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
