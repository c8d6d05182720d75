import type { Actor } from './actor.ts'
import { AIR_LINES, createOverflights, GO_FAST_PLANS, RUN_FROM_START } from './fleet-truth-only.ts'
import { aidMmsi } from './identity.ts'
import { planOf, stay } from './plan.ts'
import { mix32 } from './random.ts'
import { createRoute, NO_HABIT } from './route.ts'
import { STATIONS } from './stations.ts'

/** Buoys with a transmitter; invented, where harbours have their fairways. */
const AIDS = [
  { name: 'SIM CASTRIES BUOY', lon: -61.016, lat: 14.0205, mid: 343 },
  { name: 'SIM VIEUX FORT BUOY', lon: -60.978, lat: 13.702, mid: 343 },
  { name: 'SIM FORT DE FRANCE', lon: -61.095, lat: 14.578, mid: 347 },
  { name: 'SIM KINGSTOWN BUOY', lon: -61.248, lat: 13.13, mid: 375 },
  { name: 'SIM BRIDGETOWN BUOY', lon: -59.66, lat: 13.095, mid: 314 },
] as const

const still = (lon: number, lat: number) =>
  planOf([
    stay(
      createRoute(
        'fixed',
        [
          [lon, lat],
          [lon, lat + 0.0001],
        ],
        0,
        0,
      ),
      false,
      24,
      { navStatus: 15 },
    ),
  ])

const STANDING = { shiftMs: 0, habit: NO_HABIT, ship: null } as const

/** Base stations and aids to navigation. */
export function createFixtures(): Actor[] {
  return [
    ...STATIONS.map((s, i): Actor => ({
      ...STANDING,
      id: `base-${s.id}`,
      kind: 'base-station',
      name: s.id,
      mmsi: s.mmsi,
      equipment: 'base',
      plan: still(s.lon, s.lat),
      key: mix32(i, 301),
    })),
    ...AIDS.map((a, i): Actor => ({
      ...STANDING,
      id: `aid-${i}`,
      kind: 'aid-to-navigation',
      name: a.name,
      mmsi: aidMmsi(a.mid, i),
      equipment: 'aid',
      plan: still(a.lon, a.lat),
      key: mix32(i, 302),
    })),
  ]
}

/** Temporary addresses that no state gives to an aircraft: what is simulated can be told by them (Doc 9871 and Annex 10 III). */
const ADDRESS_FROM = 0xf0_00_01

/** What no AIS transmitter tells of: go-fasts (where the scenario asks for them) and aircraft. */
export function createUnheard(startMs: number, goFasts: boolean, overflights: number): Actor[] {
  const unheard = { mmsi: null, equipment: 'none', ship: null, habit: NO_HABIT } as const
  return [
    ...(goFasts ? GO_FAST_PLANS : []).map((plan, i): Actor => ({
      ...unheard,
      id: `go-fast-${i}`,
      kind: 'go-fast',
      name: `go-fast ${i + 1}`,
      plan,
      shiftMs: 0,
      key: mix32(i, 303),
    })),
    ...(goFasts ? [{ minutes: -4, plan: RUN_FROM_START }] : []).map(({ minutes, plan }): Actor => ({
      ...unheard,
      id: 'scenario-go-fast',
      kind: 'go-fast',
      name: 'go-fast from the start',
      plan,
      shiftMs: -(startMs + minutes * 60_000),
      key: mix32(minutes, 307),
    })),
    ...[...AIR_LINES, ...createOverflights(overflights)].map((line, i): Actor => ({
      ...unheard,
      id: `aircraft-${i}`,
      kind: 'aircraft',
      name: line.name,
      plan: line.plan,
      shiftMs: i * 1_700_000,
      key: mix32(i, 304),
      cruiseAltitudeM: line.altitudeM,
      // The light aircraft has no transponder, which is what makes it worth a look.
      ...(line.kind === 'light' ? {} : { address: ADDRESS_FROM + i }),
    })),
  ]
}
