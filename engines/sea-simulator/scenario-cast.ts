import type { Actor, Ship } from './actor.ts'
import { loiterPlan } from './fleet-fishing.ts'
import { shipMmsi, simulatedImo, survivalMmsi } from './identity.ts'
import { planOf, sail, stay, STATUS, type Phase, type Plan } from './plan.ts'
import { mix32 } from './random.ts'
import { createRoute, NO_HABIT, type Route } from './route.ts'
import type { ActorKind, Scenario } from './sea.ts'

const MINUTE_MS = 60_000

/** Numbers of scenario craft begin here within MID9nnnnn, above any fleet. */
const FIRST_NUMBER = 99_000

type Point = readonly [number, number]
const way = (name: string, ...points: Point[]): Route => createRoute(name, points, 0, 0)

/** The plan's first phase begins `minutes` after the start of the sea. */
const startingAfter = (startMs: number, minutes: number): number => -(startMs + minutes * MINUTE_MS)

const ship = (n: number, shipType: number, lengthM: number, imo: boolean): Ship => ({
  imo: imo ? simulatedImo(FIRST_NUMBER + n) : null,
  callSign: `J6SM${n}`,
  shipType,
  lengthM,
  beamM: Math.max(3, Math.round(lengthM / 6)),
  draughtM: 4,
  destination: 'FOR ORDERS',
})

type Part = {
  kind: ActorKind
  name: string
  n: number
  plan: Plan
  afterMin: number
  ship?: Ship
  mid?: number
}

function cast(startMs: number, { kind, name, n, plan, afterMin, ship: of, mid = 343 }: Part): Actor {
  const heard = of !== undefined
  return {
    id: `scenario-${name.toLowerCase().replaceAll(' ', '-')}`,
    kind,
    name,
    mmsi: heard ? shipMmsi(mid, FIRST_NUMBER + n) : null,
    equipment: heard ? 'A' : 'none',
    ship: of ?? null,
    plan,
    shiftMs: startingAfter(startMs, afterMin),
    habit: NO_HABIT,
    key: mix32(n, 401),
  }
}

/** Survivors in a raft west of the Pitons, from the 20th to the 80th minute. */
function sart(startMs: number): Actor[] {
  const plan = planOf([sail(way('raft', [-61.25, 13.76], [-61.42, 13.79]), 0.9)])
  return [
    {
      ...cast(startMs, { kind: 'survival-craft', name: 'SART', n: 1, plan, afterMin: 20 }),
      mmsi: survivalMmsi(970, 1),
      equipment: 'sart',
      fromMs: startMs + 20 * MINUTE_MS,
      toMs: startMs + 80 * MINUTE_MS,
    },
  ]
}

const MEETING: Point = [-61.45, 13.66]

/** A coaster that switches off under way, about 15 minutes after the start, meets somebody, and comes back an hour later. */
function dark(startMs: number): Actor[] {
  const off = { ais: 'off' } as const
  const legs: Phase[] = [
    sail(way('before', [-61.15, 13.56], MEETING), 9, false, { ...off, aisFromM: 22_000 }),
    stay(way('meeting', MEETING, [-61.451, 13.66]), false, 0.35, off),
    sail(way('after', MEETING, [-61.9, 13.9]), 10),
    sail(way('back', [-61.9, 13.9], [-61.15, 13.56]), 10),
  ]
  const part = {
    kind: 'cargo',
    name: 'NORWICK SHADE',
    n: 2,
    plan: planOf(legs),
    ship: ship(2, 70, 82, true),
  } as const
  return [cast(startMs, { ...part, afterMin: -66 })]
}

/** Two fishing boats that lie together for two hours, 12 NM west of Soufrière, one from each side. */
function rendezvous(startMs: number): Actor[] {
  const side = (name: string, n: number, from: Point, to: Point): Actor =>
    cast(startMs, {
      kind: 'fishing',
      name,
      n,
      afterMin: 0,
      ship: ship(n, 30, 17, false),
      plan: planOf([
        sail(way(`${name} out`, from, to), 7),
        sail(way(`${name} drift`, to, [to[0] - 0.012, to[1] + 0.003]), 0.35, false, {
          navStatus: STATUS.fishing,
        }),
        sail(way(`${name} home`, [to[0] - 0.012, to[1] + 0.003], from), 7),
      ]),
    })
  return [
    side('LESPWA LANMET', 3, [-61.12, 13.86], [-61.3, 13.86]),
    side('SOLEY KOUCHE', 4, [-61.45, 13.95], [-61.3, 13.863]),
  ]
}

/** A tanker whose position, from about the 10th minute on, is said to be 50 km farther east: on land, and impossible to reach. */
function spoofer(startMs: number): Actor[] {
  const track: Point[] = [
    [-61.45, 13.98],
    [-61.47, 13.9],
    [-61.52, 13.7],
  ]
  const plan = planOf([
    sail(way('false', ...track), 10, false, { ais: 'false-position', aisFromM: 9000 }),
    sail(way('again', track[2]!, track[0]!), 10),
  ])
  return [
    {
      ...cast(startMs, {
        kind: 'tanker',
        name: 'CALDER MIRAGE',
        n: 5,
        plan,
        afterMin: -22,
        ship: ship(5, 80, 140, true),
        mid: 352,
      }),
      falsehood: { lonShiftDeg: 0.48, latShiftDeg: 0.02 },
    },
  ]
}

/** Two hulls with one number, off Barbados and off Martinique. */
function duplicate(startMs: number): Actor[] {
  const twin = (name: string, a: Point, b: Point): Actor =>
    cast(startMs, {
      kind: 'cargo',
      name,
      n: 6,
      afterMin: 0,
      ship: ship(6, 70, 96, true),
      mid: 375,
      plan: planOf([sail(way(`${name} out`, a, b), 9), sail(way(`${name} back`, b, a), 9)]),
    })
  return [
    twin('SABLE TRADER', [-59.8, 13.1], [-59.85, 13.4]),
    twin('SABLE TRADER 2', [-61.3, 14.6], [-61.4, 14.9]),
  ]
}

/** A coaster that drifts for no reason 25 NM west of Saint Lucia. */
function loiterer(startMs: number): Actor[] {
  const plan = loiterPlan({ name: 'loiterer', lon: -61.5, lat: 14.05, radiusM: 3000 }, 9, 0.9)
  return [
    cast(startMs, {
      kind: 'cargo',
      name: 'VESPER BRIDGE',
      n: 7,
      plan,
      afterMin: 0,
      ship: ship(7, 79, 75, true),
    }),
  ]
}

const CASTS: Readonly<Record<Exclude<Scenario, 'go-fast'>, (startMs: number) => Actor[]>> = {
  sart,
  dark,
  spoofer,
  duplicate,
  rendezvous,
  loiterer,
}

/** The actors of the scenarios asked for; the go-fasts stand with what is never heard. */
export function createScenarioCast(startMs: number, scenarios: readonly Scenario[]): Actor[] {
  return scenarios.flatMap((name) => (name === 'go-fast' ? [] : CASTS[name](startMs)))
}
