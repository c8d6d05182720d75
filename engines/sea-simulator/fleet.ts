import type { Actor, Equipment, Ship } from './actor.ts'
import { CRUISE_PLANS } from './fleet-cruise.ts'
import { FERRY_SERVICES } from './fleet-ferries.ts'
import { fishingTrips } from './fleet-fishing.ts'
import { oceanPlans } from './fleet-ocean.ts'
import { PATROL_PLANS, PILOT_PLANS, TUG_PLANS } from './fleet-service.ts'
import { yachtPlans } from './fleet-yachts.ts'
import { callSign, FLAGS, shipMmsi, SHIPS_PER_MID_MAX, simulatedImo } from './identity.ts'
import { inventName, type NameStyle } from './names.ts'
import type { Plan } from './plan.ts'
import { createRandom, mix32, type Random } from './random.ts'
import type { ActorKind } from './sea.ts'

type Trade = {
  readonly kind: ActorKind
  readonly style: NameStyle
  readonly flags: readonly number[]
  readonly plans: readonly Plan[]
  readonly shipTypes: readonly number[]
  readonly lengthM: readonly [number, number]
  readonly draughtM: readonly [number, number]
  /** Share of the fleet with class B. */
  readonly classB: number
  readonly imo: boolean
  /** Spread of the hour, milliseconds; the whole period where the hour does not matter. */
  readonly shiftMs: number
  /** Begins its plan up to this many whole days apart, so that the time of day is kept. */
  readonly shiftDays?: number
  readonly destinations: readonly string[]
}

const HOUR_MS = 3_600_000
const ANY_HOUR_MS = 400 * HOUR_MS

/** How the vessels beyond the fixed ferries, cruise ships and harbour craft divide, in hundredths. */
const SHARES = { cargo: 28, tanker: 14, fishing: 30, yacht: 28 } as const

/** Every vessel with a transmitter, `count` of them (scenario craft apart). Same seed, same fleet. */
export function createFleet(seed: number, count: number): Actor[] {
  const makers: (() => Actor)[] = [...fixedFleet(seed)]
  const trades = tradesOf(seed)
  const actors = makers.slice(0, count).map((make) => make())
  const rest = count - actors.length
  let given = 0
  let made = 0
  for (const [name, share] of Object.entries(SHARES) as [keyof typeof SHARES, number][]) {
    given += share
    const upTo = Math.round((rest * given) / 100)
    for (; made < upTo; made++) actors.push(tradeVessel(trades[name], seed, actors.length))
  }
  return actors
}

function tradesOf(seed: number): Record<keyof typeof SHARES, Trade> {
  const ocean = { style: 'trade', flags: FLAGS.trade, classB: 0, imo: true, shiftMs: ANY_HOUR_MS } as const
  return {
    cargo: {
      ...ocean,
      kind: 'cargo',
      plans: oceanPlans('cargo'),
      shipTypes: [70, 70, 71, 79],
      lengthM: [85, 290],
      draughtM: [5, 13],
      destinations: [
        'PORT OF SPAIN',
        'COLON',
        'KINGSTON',
        'CASTRIES',
        'BRIDGETOWN',
        'PARAMARIBO',
        'ALGECIRAS',
      ],
    },
    tanker: {
      ...ocean,
      kind: 'tanker',
      plans: oceanPlans('tanker'),
      shipTypes: [80, 80, 82, 89],
      lengthM: [110, 270],
      draughtM: [7, 15],
      destinations: ['CUL DE SAC', 'POINT LISAS', 'STATIA', 'HOUSTON', 'ROTTERDAM', 'FOR ORDERS'],
    },
    fishing: {
      kind: 'fishing',
      style: 'island',
      flags: FLAGS.island,
      plans: fishingTrips(mix32(seed, 21)).map((t) => t.plan),
      shipTypes: [30],
      lengthM: [7, 18],
      draughtM: [0.8, 2],
      classB: 0.85,
      imo: false,
      shiftMs: HOUR_MS,
      destinations: ['FISHING'],
    },
    yacht: {
      kind: 'yacht',
      style: 'yacht',
      flags: FLAGS.yacht,
      plans: yachtPlans(mix32(seed, 22)),
      shipTypes: [36, 36, 36, 37],
      lengthM: [10, 24],
      draughtM: [1.4, 3],
      classB: 0.92,
      imo: false,
      shiftMs: HOUR_MS,
      shiftDays: 60,
      destinations: ['GRENADINES'],
    },
  }
}

function tradeVessel(trade: Trade, seed: number, n: number): Actor {
  const random = createRandom(mix32(seed, 1000 + n))
  const mid = random.pick(trade.flags)
  const lengthM = Math.round(random.between(...trade.lengthM))
  return vessel({
    random,
    n,
    mid,
    kind: trade.kind,
    name: inventName(trade.style, random, n),
    plan: random.pick(trade.plans),
    shiftMs:
      Math.floor(random.between(-0.5, 0.5) * trade.shiftMs) +
      24 * HOUR_MS * random.integer(0, trade.shiftDays ?? 0),
    equipment: random.next() < trade.classB ? 'B' : 'A',
    ship: {
      imo: trade.imo ? simulatedImo(n) : null,
      callSign: callSign(mid, random),
      shipType: random.pick(trade.shipTypes),
      lengthM,
      beamM: Math.max(2, Math.round(lengthM / random.between(5.5, 7))),
      draughtM: Math.round(10 * random.between(...trade.draughtM)) / 10,
      destination: random.pick(trade.destinations),
    },
  })
}

type Spec = {
  random: Random
  n: number
  mid: number
  kind: ActorKind
  name: string
  plan: Plan
  shiftMs: number
  equipment: Equipment
  ship: Ship
}

function vessel({ random, n, mid, kind, name, plan, shiftMs, equipment, ship }: Spec): Actor {
  return {
    id: `${kind}-${n}`,
    kind,
    name,
    mmsi: shipMmsi(mid, n % SHIPS_PER_MID_MAX),
    equipment,
    ship,
    plan,
    shiftMs,
    habit: {
      across: random.between(-1, 1),
      berthEast: random.between(-0.7, 0.7),
      berthNorth: random.between(-0.7, 0.7),
    },
    key: mix32(mix32(n, 77), random.integer(0, 0x7fffffff)),
  }
}

/** Ferries, cruise ships, pilots, tugs and patrols: the same few whatever the size of the fleet. */
function fixedFleet(seed: number): (() => Actor)[] {
  const random = createRandom(mix32(seed, 5))
  const fixed =
    (
      kind: ActorKind,
      name: string,
      mid: number,
      plan: Plan,
      ship: Omit<Ship, 'imo' | 'callSign'>,
      spreadMs: number,
      classB = false,
    ) =>
    (n: number) =>
      vessel({
        random,
        n,
        mid,
        kind,
        name,
        plan,
        shiftMs: Math.floor(random.between(-0.5, 0.5) * spreadMs),
        equipment: classB ? 'B' : 'A',
        ship: { ...ship, imo: classB ? null : simulatedImo(n), callSign: callSign(mid, random) },
      })
  const makers = [
    ...FERRY_SERVICES.map((s) => fixed('ferry', s.name, s.mid, s.plan, s, 12 * 60_000, s.classB)),
    ...CRUISE_PLANS.map((plan, i) =>
      fixed(
        'cruise',
        inventName('cruise', random, i),
        random.pick(FLAGS.cruise),
        plan,
        { shipType: 60, lengthM: 230 + 30 * i, beamM: 32 + i, draughtM: 8, destination: 'CASTRIES' },
        ANY_HOUR_MS,
      ),
    ),
    ...PILOT_PLANS.map((plan, i) =>
      fixed(
        'pilot',
        `PILOT ${i + 1}`,
        343,
        plan,
        { ...HARBOUR_CRAFT, shipType: 50, lengthM: 15 },
        ANY_HOUR_MS,
      ),
    ),
    ...TUG_PLANS.map((plan, i) =>
      fixed(
        'tug',
        `TUG SIWIK ${i + 1}`,
        343,
        plan,
        { ...HARBOUR_CRAFT, shipType: 52, lengthM: 28 },
        ANY_HOUR_MS,
      ),
    ),
    ...PATROL_PLANS.map((plan, i) =>
      fixed(
        'patrol',
        `GUARDIAN ${i + 1}`,
        [343, 343, 375, 314][i] ?? 343,
        plan,
        { ...HARBOUR_CRAFT, shipType: 55, lengthM: 26 },
        ANY_HOUR_MS,
      ),
    ),
  ]
  return makers.map((make, n) => () => make(n))
}

const HARBOUR_CRAFT = { beamM: 7, draughtM: 2, destination: 'HARBOUR' } as const
