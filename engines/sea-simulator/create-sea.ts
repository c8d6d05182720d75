import {
  encode,
  reportingIntervalSeconds,
  STATIC_INTERVAL_SECONDS,
  type AisMessage,
  type ReportingStation,
} from '@basinet/ais'

import { existsAt, type Actor, type Equipment } from './actor.ts'
import { createEventQueue } from './event-queue.ts'
import { createFixtures, createUnheard } from './fixtures-at-sea.ts'
import { createFleet } from './fleet.ts'
import { aidMessage, baseMessage, positionMessage, safetyText, staticMessages } from './messages.ts'
import { emptyState, stateAt, type State } from './plan.ts'
import { uniformOf } from './random.ts'
import { createScenarioCast } from './scenario-cast.ts'
import { SCENARIOS, type Sea, type SeaOptions, type SeaReport, type TruthVessel } from './sea.ts'
import { ANTENNA_M, hearers, STATIONS, type Station } from './stations.ts'

const VESSELS_DEFAULT = 260
const VESSELS_MAX = 200_000

/** A silent transmitter is looked at again after this. */
const OFF_RETRY_MS = 20_000

/**
 * The sea around Saint Lucia as a function of seed and time. Everything moves by timetable, so that the truth of any
 * moment can be asked; reports come in order of time and must be drawn to the end of each `advance`.
 */
export function createSea(options: SeaOptions): Sea {
  const { seed, startMs, vessels = VESSELS_DEFAULT, scenarios = SCENARIOS, reception = true } = options
  if (!Number.isInteger(vessels) || vessels < 0 || vessels > VESSELS_MAX) {
    throw new Error(`BUG: ${vessels} vessels, expected a whole number 0..${VESSELS_MAX}`)
  }
  const actors = [
    ...createFleet(seed, vessels),
    ...createFixtures(),
    ...createScenarioCast(startMs, scenarios),
  ]
  const unheard = createUnheard(startMs, scenarios.includes('go-fast'), options.overflights ?? 0)
  const transmitter = createTransmitter(actors, startMs, reception)
  return {
    *advance(toMs) {
      for (;;) {
        const reports = transmitter(toMs)
        if (reports === null) return
        yield* reports
      }
    },
    truth: (atMs) => [...actors, ...unheard].filter((a) => existsAt(a, atMs)).map((a) => truthOf(a, atMs)),
  }
}

function truthOf(actor: Actor, atMs: number): TruthVessel {
  const s = emptyState()
  stateAt(actor.plan, actor.habit, actor.key, atMs + actor.shiftMs, s)
  return {
    id: actor.id,
    kind: actor.kind,
    name: actor.name,
    mmsi: actor.mmsi,
    lon: s.lon,
    lat: s.lat,
    courseDeg: s.courseDeg,
    speedKn: s.speedKn,
    // Climb and descent over the first and last minutes: 25 m of height for each knot under way.
    altitudeM: actor.cruiseAltitudeM === undefined ? 0 : Math.min(actor.cruiseAltitudeM, 25 * s.speedKn),
    address: actor.address ?? null,
    ais: actor.mmsi === null ? 'none' : s.ais,
  }
}

const STATION_KIND: Readonly<Record<Exclude<Equipment, 'none'>, ReportingStation>> = {
  A: 'A',
  B: 'B-carrier-sense',
  sart: 'burst',
  aid: 'aid',
  base: 'base',
}

/** Two events an actor: id 2i is its position, 2i + 1 its static data. Answers one event's reports, null when none is due. */
function createTransmitter(
  actors: readonly Actor[],
  startMs: number,
  reception: boolean,
): (toMs: number) => SeaReport[] | null {
  const queue = createEventQueue(2 * actors.length)
  const count = new Uint32Array(actors.length)
  const state = emptyState()
  const heard: Station[] = []
  let sequence = 0

  for (const [i, actor] of actors.entries()) {
    const from = Math.max(startMs, actor.fromMs ?? startMs)
    if (actor.equipment === 'none' || (actor.toMs !== undefined && actor.toMs <= startMs)) continue
    stateAt(actor.plan, actor.habit, actor.key, from + actor.shiftMs, state)
    const spread = actor.equipment === 'sart' ? 0 : uniformOf(actor.key, 1) * intervalMs(actor, state, 0)
    queue.push(Math.ceil(from + spread), 2 * i)
    if (actor.ship)
      queue.push(Math.ceil(from + uniformOf(actor.key, 2) * STATIC_INTERVAL_SECONDS * 1000), 2 * i + 1)
  }

  return (toMs) => {
    if (queue.firstMs() > toMs) return null
    const atMs = queue.firstMs()
    const id = queue.pop()
    const i = id >> 1
    const actor = actors[i]!
    if (!existsAt(actor, atMs)) return []
    const isStatic = (id & 1) === 1
    stateAt(actor.plan, actor.habit, actor.key, atMs + actor.shiftMs, state)
    const n = count[i]!++
    queue.push(atMs + nextAfterMs(actor, state, isStatic, n), id)
    if (state.ais === 'off' || actor.mmsi === null) return []
    if (reception) hearers(state.lon, state.lat, antennaOf(actor), actor.key, n, heard)
    else {
      heard.length = 0
      heard.push(STATIONS[i % STATIONS.length]!)
    }
    if (heard.length === 0) return []
    const messages =
      isStatic && actor.ship
        ? staticMessages(actor, actor.mmsi, actor.ship)
        : [messageOf(actor, actor.mmsi, state, atMs, n)]
    return messages.flatMap((message) => write(message, heard, atMs, n, sequence++))
  }
}

function write(
  message: AisMessage,
  heard: readonly Station[],
  atMs: number,
  n: number,
  sequence: number,
): SeaReport[] {
  const channel = n % 2 === 0 ? 'A' : 'B'
  return heard.flatMap(({ id }) =>
    encode(message, { timeMs: atMs, source: id, channel, sequence: sequence % 10 }).map((sentence) => ({
      atMs,
      sentence,
      station: id,
    })),
  )
}

function messageOf(actor: Actor, mmsi: number, state: State, atMs: number, n: number): AisMessage {
  if (actor.equipment === 'base') return baseMessage(actor, mmsi, state, atMs)
  if (actor.equipment === 'aid') return aidMessage(actor, mmsi, state, atMs, n)
  // First and fifth message of every fourth burst (ITU-R M.1371-5 Annex 9 §2: message 14 every four minutes).
  if (actor.equipment === 'sart' && Math.floor(n / BURST) % 4 === 0 && n % 4 === 0)
    return safetyText(mmsi, 'SART ACTIVE')
  return positionMessage(actor, mmsi, state, atMs, n)
}

const BURST = 8
const BURST_STEP_MS = 2000

function nextAfterMs(actor: Actor, state: State, isStatic: boolean, n: number): number {
  if (isStatic) return STATIC_INTERVAL_SECONDS * 1000
  if (state.ais === 'off') return OFF_RETRY_MS
  if (actor.equipment === 'sart')
    return n % BURST === BURST - 1 ? 60_000 - (BURST - 1) * BURST_STEP_MS : BURST_STEP_MS
  return intervalMs(actor, state, n)
}

/** Slots are chosen within 20 % of the nominal increment (ITU-R M.1371-5 Annex 2 §3.3.4.2.1). */
function intervalMs(actor: Actor, state: State, n: number): number {
  if (actor.equipment === 'none') throw new Error('BUG: an actor without transmitter has no interval')
  const seconds = reportingIntervalSeconds({
    station: STATION_KIND[actor.equipment],
    speedKn: state.speedKn,
    navStatus: state.navStatus,
    turning: Math.abs(state.turnDegPerMin) > 10,
  })
  return Math.round(seconds * 1000 * (0.9 + 0.2 * uniformOf(actor.key, n + 9)))
}

function antennaOf(actor: Actor): number {
  return actor.equipment === 'sart'
    ? ANTENNA_M.beacon
    : actor.equipment === 'B'
      ? ANTENNA_M.craft
      : ANTENNA_M.ship
}
