import type { AisMessage } from '@basinet/ais'

import type { Actor, Ship } from './actor.ts'
import { STATUS, type State } from './plan.ts'
import { gaussOf, mix32, uniformOf } from './random.ts'

/** One standard deviation of an unaided satellite fix at sea, metres on each axis. */
const FIX_SIGMA_M = 4
const M_PER_DEG = 111_120

/** SOTDMA: synchronised on UTC, slot time-out 4, own slot number (ITU-R M.1371-5 Annex 2 table 18). */
const radioA = (key: number): number => (4 << 14) | (key % 2250)
/** Class B carrier sense: selector 1 and the fixed value "1100000000000000110" (Annex 8 §3.16, note). */
const RADIO_B = 0b1_1100000000000000110

type Fix = { lon: number; lat: number; accurate: boolean; raim: boolean }

/** Position, noisy and, where the actor lies, shifted. */
function fixOf(actor: Actor, state: State, n: number): Fix {
  const shift = state.ais === 'false-position' ? actor.falsehood : undefined
  const east = gaussOf(actor.key, 4 * n) * FIX_SIGMA_M
  const north = gaussOf(actor.key, 4 * n + 1) * FIX_SIGMA_M
  return {
    lon: state.lon + (shift?.lonShiftDeg ?? 0) + east / (M_PER_DEG * Math.cos((state.lat * Math.PI) / 180)),
    lat: state.lat + (shift?.latShiftDeg ?? 0) + north / M_PER_DEG,
    accurate: mix32(actor.key, 7) % 3 === 0,
    raim: false,
  }
}

/** A receiver at rest reports a little speed and any course. */
function speedKn(actor: Actor, state: State, n: number): number {
  const noise = gaussOf(actor.key, 4 * n + 2)
  return (
    Math.round(
      10 * Math.max(0, state.speedKn < 0.2 ? Math.abs(noise) * 0.06 : state.speedKn + 0.08 * noise),
    ) / 10
  )
}

function courseDeg(actor: Actor, state: State, n: number): number {
  const noise = gaussOf(actor.key, 4 * n + 3)
  const course =
    state.speedKn < 0.2
      ? 360 * uniformOf(actor.key, n >> 2)
      : state.courseDeg + noise * Math.min(20, 4 / state.speedKn)
  return (Math.round(10 * (((course % 360) + 360) % 360)) % 3600) / 10
}

/** Position report of a ship, message 1 or 3 for class A (3 while turning, as assigned by its own rate) and 18 for class B. */
export function positionMessage(
  actor: Actor,
  mmsi: number,
  state: State,
  atMs: number,
  n: number,
): AisMessage {
  const head = { repeat: 0, mmsi }
  const fix = fixOf(actor, state, n)
  const second = Math.floor(atMs / 1000) % 60
  const motion = { speedKn: speedKn(actor, state, n), courseDeg: courseDeg(actor, state, n) }
  if (actor.equipment === 'B') {
    return {
      type: 18,
      ...head,
      ...fix,
      ...motion,
      second,
      headingDeg: null,
      reserved: 0,
      regional: 0,
      carrierSense: true,
      display: false,
      dsc: true,
      wholeBand: true,
      message22: true,
      assigned: false,
      radio: RADIO_B,
    }
  }
  const sart = actor.equipment === 'sart'
  return {
    type: 1,
    ...head,
    ...fix,
    ...motion,
    second,
    status: sart ? STATUS.sart : state.navStatus,
    turnDegPerMin: sart ? null : turnOf(state.turnDegPerMin),
    turnHard: 0,
    headingDeg: sart ? null : Math.round(state.headingDeg) % 360,
    maneuver: 0,
    radio: radioA(actor.key),
  }
}

/** The rate as the indicator's scale can say it: whole steps of (raw / 4.733) squared. */
function turnOf(degPerMin: number): number {
  const raw = Math.max(
    -126,
    Math.min(126, Math.round(4.733 * Math.sqrt(Math.abs(degPerMin)) * Math.sign(degPerMin))),
  )
  return Math.sign(raw) * (raw / 4.733) ** 2
}

const dimensions = (
  ship: Ship,
): { toBowM: number; toSternM: number; toPortM: number; toStarboardM: number } => {
  const stern = Math.round(ship.lengthM * 0.2)
  const port = Math.round(ship.beamM / 2)
  return { toBowM: ship.lengthM - stern, toSternM: stern, toPortM: port, toStarboardM: ship.beamM - port }
}

/** Static data: message 5 for class A, 24 parts A and B for class B. */
export function staticMessages(actor: Actor, mmsi: number, ship: Ship): AisMessage[] {
  const head = { repeat: 0, mmsi }
  if (actor.equipment === 'A') {
    return [
      {
        type: 5,
        ...head,
        ...dimensions(ship),
        aisVersion: 2,
        imo: ship.imo,
        callSign: ship.callSign,
        shipName: actor.name,
        shipType: ship.shipType,
        epfd: 1,
        etaMonth: null,
        etaDay: null,
        etaHour: null,
        etaMinute: null,
        draughtM: ship.draughtM,
        destination: ship.destination,
        dteReady: true,
      },
    ]
  }
  return [
    { type: 24, ...head, part: 'A', shipName: actor.name },
    {
      type: 24,
      ...head,
      ...dimensions(ship),
      part: 'B',
      shipType: ship.shipType,
      vendorId: 'SIM',
      unitModel: 1,
      unitSerial: actor.key % 1_000_000,
      callSign: ship.callSign,
      mothershipMmsi: null,
      epfd: 1,
    },
  ]
}

/** Base station report. */
export function baseMessage(actor: Actor, mmsi: number, state: State, atMs: number): AisMessage {
  const t = new Date(atMs)
  return {
    type: 4,
    repeat: 0,
    mmsi,
    lon: state.lon,
    lat: state.lat,
    accurate: true,
    raim: false,
    year: t.getUTCFullYear(),
    month: t.getUTCMonth() + 1,
    day: t.getUTCDate(),
    hour: t.getUTCHours(),
    minute: t.getUTCMinutes(),
    second: t.getUTCSeconds(),
    epfd: 7,
    longRangeControl: false,
    radio: radioA(actor.key),
  }
}

/** Aid to navigation: a real buoy that keeps its station. */
export function aidMessage(actor: Actor, mmsi: number, state: State, atMs: number, n: number): AisMessage {
  return {
    type: 21,
    repeat: 0,
    mmsi,
    ...fixOf(actor, state, n),
    second: Math.floor(atMs / 1000) % 60,
    aidType: 20,
    name: actor.name,
    epfd: 1,
    offPosition: false,
    status: 0,
    virtual: false,
    assigned: false,
    toBowM: 0,
    toSternM: 0,
    toPortM: 0,
    toStarboardM: 0,
  }
}

export function safetyText(mmsi: number, text: string): AisMessage {
  return { type: 14, repeat: 0, mmsi, text }
}
