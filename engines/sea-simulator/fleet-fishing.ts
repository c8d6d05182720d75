import { METRES_PER_NM, quickDistanceM } from '@basinet/geodesy'

import { planOf, sail, STATUS, stay, timetable, type Plan } from './plan.ts'
import { createRandom } from './random.ts'
import { createRoute, type Route } from './route.ts'
import { WAYPOINTS, type WaypointName } from './waypoints.ts'

/** Where a fleet fishes: a round ground and the way to it from its harbour. */
export type Ground = {
  readonly name: string
  readonly mid: number
  readonly via: readonly WaypointName[]
  readonly lon: number
  readonly lat: number
  readonly radiusM: number
}

export const GROUNDS: readonly Ground[] = [
  {
    name: 'soufriere',
    mid: 343,
    via: ['soufriere', 'soufriereRoads'],
    lon: -61.35,
    lat: 13.85,
    radiusM: 10_000,
  },
  {
    name: 'vieuxFort',
    mid: 343,
    via: ['vieuxFort', 'vieuxFortRoads', 'lciaSouth'],
    lon: -60.93,
    lat: 13.55,
    radiusM: 7000,
  },
  {
    name: 'castries',
    mid: 343,
    via: ['castries', 'castriesNarrows', 'castriesBar', 'castriesMouth', 'castriesRoads'],
    lon: -61.32,
    lat: 14.05,
    radiusM: 9000,
  },
  { name: 'dennery', mid: 343, via: ['dennery', 'lciaEast'], lon: -60.62, lat: 13.95, radiusM: 12_000 },
  {
    name: 'saintPierre',
    mid: 347,
    via: ['saintPierre', 'saintPierreRoads'],
    lon: -61.45,
    lat: 14.75,
    radiusM: 12_000,
  },
  {
    name: 'kingstown',
    mid: 375,
    via: ['kingstown', 'kingstownRoads'],
    lon: -61.5,
    lat: 13.12,
    radiusM: 9000,
  },
  { name: 'bequia', mid: 375, via: ['bequia', 'bequiaRoads'], lon: -61.48, lat: 12.98, radiusM: 6000 },
  {
    name: 'bridgetown',
    mid: 314,
    via: ['bridgetown', 'bridgetownRoads', 'brbWest'],
    lon: -59.92,
    lat: 13.32,
    radiusM: 12_000,
  },
  { name: 'roseau', mid: 325, via: ['roseau', 'dmaWest'], lon: -61.65, lat: 15.3, radiusM: 9000 },
]

/** Trips made up for each ground; boats share them and differ by habit and hour. */
const TRIPS_PER_GROUND = 12
const TRANSIT_KN = 9
const FISHING_KN = 3
const FISHING_HOURS = 7
/** 04:00 of the islands. */
const LEAVE_UTC_HOUR = 8

export type FishingTrip = { readonly ground: Ground; readonly plan: Plan }

export function fishingTrips(seed: number): readonly FishingTrip[] {
  return GROUNDS.flatMap((ground, g) =>
    Array.from({ length: TRIPS_PER_GROUND }, (_, i) => ({ ground, plan: trip(ground, seed + 100 * g + i) })),
  )
}

function trip(ground: Ground, seed: number): Plan {
  const out = createRoute(
    `${ground.name} grounds`,
    [...ground.via.map((point) => WAYPOINTS[point]), [ground.lon, ground.lat]],
    300,
    40,
  )
  const search = wander(ground, seed, FISHING_KN * METRES_PER_NM * FISHING_HOURS)
  return timetable(24, [
    stay(out, false, LEAVE_UTC_HOUR),
    sail(out, TRANSIT_KN),
    sail(search, FISHING_KN, false, { navStatus: STATUS.fishing }),
    sail(out, TRANSIT_KN, true),
    stay(out, false, 1),
  ])
}

/** A crooked way about the ground's middle, from it and back to it, of about the wanted length. */
export function wander(
  ground: { lon: number; lat: number; radiusM: number; name: string },
  seed: number,
  lengthM: number,
): Route {
  const random = createRandom(seed)
  const points: [number, number][] = [[ground.lon, ground.lat]]
  const far = (p: readonly [number, number], q: readonly [number, number]): number =>
    quickDistanceM(p[0], p[1], q[0], q[1])
  let run = 0
  for (let tries = 0; tries < 200; tries++) {
    const r = ground.radiusM * Math.sqrt(random.next())
    const angle = 2 * Math.PI * random.next()
    const next: [number, number] = [
      ground.lon + (r * Math.sin(angle)) / (111_320 * Math.cos((ground.lat * Math.PI) / 180)),
      ground.lat + (r * Math.cos(angle)) / 110_574,
    ]
    const step = far(points.at(-1)!, next)
    if (step < 1500 || run + step + far(next, points[0]!) > lengthM) continue
    run += step
    points.push(next)
  }
  points.push([ground.lon, ground.lat])
  return createRoute(`${ground.name} search`, points, 0, 0)
}

/** A vessel that does nothing but drift about a place. */
export function loiterPlan(
  place: { lon: number; lat: number; radiusM: number; name: string },
  seed: number,
  speedKn: number,
): Plan {
  return planOf([sail(wander(place, seed, 60_000), speedKn)])
}
