import { MID_TABLE } from '@basinet/ais'
import type { Vessel } from '@basinet/picture/contract'

/** Vessels that all move, as the live stream tells them: a whole snapshot once, then what was heard since. */
export interface Fleet {
  snapshot(now: number): Vessel[]
  /** The next `count` vessels in turn, moved on to now. */
  heard(count: number, now: number): Vessel[]
}

/** What the picture shows of the sea when it opens: Saint Lucia with the channels on both sides. */
const [WEST, EAST, SOUTH, NORTH] = [-62.4, -59.7, 12.6, 15.3]
const SPEED_KN = 12
const KNOT_DEGREES_PER_MS = 1 / 60 / 3_600_000
const SHIP_TYPES = [30, 36, 37, 60, 70, 80, 52, 35] as const

export function createFleet(count: number, startMs: number): Fleet {
  let state = 343
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const boats = Array.from({ length: count }, (_, i) => ({
    mmsi: (MID_TABLE[i % MID_TABLE.length]?.[0] ?? 343) * 1_000_000 + i,
    lon: WEST + random() * (EAST - WEST),
    lat: SOUTH + random() * (NORTH - SOUTH),
    cog: Math.floor(random() * 360),
    shipType: SHIP_TYPES[i % SHIP_TYPES.length] ?? 70,
  }))
  let next = 0
  const view = (i: number, now: number): Vessel => {
    const boat = boats[i % count]
    if (boat === undefined) throw new Error('BUG: an empty fleet')
    const run = (now - startMs) * SPEED_KN * KNOT_DEGREES_PER_MS
    const angle = (boat.cog * Math.PI) / 180
    return {
      id: `ais:${boat.mmsi}`,
      mmsi: boat.mmsi,
      name: `BENCH ${i % count}`,
      lon: boat.lon + (Math.sin(angle) * run) / Math.cos((boat.lat * Math.PI) / 180),
      lat: boat.lat + Math.cos(angle) * run,
      cog: boat.cog,
      sog: SPEED_KN,
      heading: boat.cog,
      navStatus: 0,
      shipType: boat.shipType,
      cls: 'A',
      at: now,
      age: 0,
      station: 'bench',
    }
  }
  return {
    snapshot: (now) => boats.map((_, i) => view(i, now)),
    heard: (n, now) => Array.from({ length: n }, () => view(next++, now)),
  }
}
