import { planOf, sail, stay, timetable, type Plan } from './plan.ts'
import { mix32, uniformOf } from './random.ts'
import { createRoute } from './route.ts'

/** Boats without a transmitter: never in a sentence, only in the truth. Night passages, UTC hours. */
export const GO_FAST_PLANS: readonly Plan[] = [
  goFast(
    'paria to pitons',
    [
      [-62.3, 10.95],
      [-61.95, 12.5],
      [-61.35, 13.5],
      [-61.11, 13.78],
    ],
    38,
    1,
  ),
  goFast(
    'saint vincent to barbados',
    [
      [-61.02, 13.3],
      [-60.3, 13.3],
      [-59.72, 13.22],
    ],
    42,
    2.5,
  ),
  goFast(
    'saint lucia to martinique',
    [
      [-60.84, 13.98],
      [-60.72, 14.25],
      [-60.78, 14.5],
    ],
    35,
    4,
  ),
]

/**
 * A boat that is under way down Saint Lucia's west coast at the start, whatever the hour, rounds its south, makes for Barbados, and
 * comes back: what a demonstration shows, and hands from one watch to the next.
 */
const ROUND_TO_BARBADOS = createRoute(
  'round the south to barbados',
  [
    [-61.12, 14.03],
    [-61.14, 13.9],
    [-61.14, 13.77],
    [-61.06, 13.66],
    [-60.93, 13.6],
    [-60.4, 13.42],
    [-59.76, 13.16],
  ],
  200,
  0,
)
export const RUN_FROM_START: Plan = planOf([
  sail(ROUND_TO_BARBADOS, 38),
  stay(ROUND_TO_BARBADOS, true, 0.25),
  sail(ROUND_TO_BARBADOS, 38, true),
  stay(ROUND_TO_BARBADOS, false, 0.25),
])

function goFast(
  name: string,
  points: readonly (readonly [number, number])[],
  speedKn: number,
  leaveUtcHour: number,
): Plan {
  const route = createRoute(name, points, 400, 100)
  return timetable(24, [
    stay(route, false, leaveUtcHour),
    sail(route, speedKn),
    stay(route, true, 0.6),
    sail(route, speedKn, true),
    stay(route, false, 1),
  ])
}

export type AirLine = {
  readonly name: string
  readonly kind: 'commuter' | 'patrol' | 'light' | 'overflight'
  readonly plan: Plan
  readonly altitudeM: number
}

const air = (
  name: string,
  kind: AirLine['kind'],
  points: readonly (readonly [number, number])[],
  speedKn: number,
  altitudeM: number,
  groundHours: number,
): AirLine => {
  const route = createRoute(name, points, 2000, 0)
  return {
    name,
    kind,
    altitudeM,
    plan: planOf([
      stay(route, false, groundHours),
      sail(route, speedKn),
      stay(route, true, groundHours),
      sail(route, speedKn, true),
    ]),
  }
}

/** Aircraft between real airfields, invented flights; heard by their transponders alone. */
export const AIR_LINES: readonly AirLine[] = [
  air(
    'SLU-BGI',
    'commuter',
    [
      [-60.993, 14.02],
      [-59.49, 13.075],
    ],
    240,
    4900,
    1.4,
  ),
  air(
    'SLU-FDF',
    'commuter',
    [
      [-60.993, 14.02],
      [-61.003, 14.591],
    ],
    220,
    2700,
    1.1,
  ),
  air(
    'UVF-SVD',
    'commuter',
    [
      [-60.953, 13.733],
      [-61.15, 13.157],
    ],
    220,
    2700,
    2.3,
  ),
  air(
    'FDF-PTP',
    'commuter',
    [
      [-61.003, 14.591],
      [-61.53, 16.265],
    ],
    260,
    5500,
    0.9,
  ),
  air(
    'BGI-GND',
    'commuter',
    [
      [-59.49, 13.075],
      [-61.786, 12.004],
    ],
    250,
    5500,
    1.8,
  ),
  air(
    'patrol of the passages',
    'patrol',
    [
      [-59.49, 13.075],
      [-60.7, 13.55],
      [-61.8, 13.6],
      [-62.1, 14.4],
      [-61.2, 14.25],
      [-60.3, 14.3],
    ],
    180,
    600,
    3,
  ),
  air(
    'light low northbound',
    'light',
    [
      [-62.2, 10.7],
      [-61.95, 12.5],
      [-61.75, 14.2],
      [-61.85, 15.6],
    ],
    140,
    150,
    8,
  ),
]

const OVERFLIGHTS_MAX = 1000

/** Flights across the region at airway heights, there and back without a pause. */
export function createOverflights(count: number): AirLine[] {
  if (!Number.isInteger(count) || count < 0 || count > OVERFLIGHTS_MAX)
    throw new Error(`BUG: ${count} overflights, expected a whole number 0..${OVERFLIGHTS_MAX}`)
  return Array.from({ length: count }, (_, i) => {
    const draw = (n: number): number => uniformOf(mix32(i, 306), n)
    const bearing = 2 * Math.PI * draw(1)
    const [east, north] = [2.2 * Math.sin(bearing), 2.2 * Math.cos(bearing)]
    const middle = [-60.9 + 1.6 * (draw(2) - 0.5), 13.9 + 1.6 * (draw(3) - 0.5)] as const
    return air(
      `overflight ${i + 1}`,
      'overflight',
      [
        [middle[0] - east, middle[1] - north],
        [middle[0] + east, middle[1] + north],
      ],
      380 + Math.round(100 * draw(4)),
      8000 + 300 * Math.floor(12 * draw(5)),
      0.02,
    )
  })
}
