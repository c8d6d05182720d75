import { planOf, sail, stay, type Plan } from './plan.ts'
import { createRandom } from './random.ts'
import { ROUTES, type LaneName } from './routes.ts'

/** Lanes of the ocean trade with a weight, and whether the near end is a harbour. */
const CARGO: readonly (readonly [LaneName, number, boolean])[] = [
  ['channel', 4, false],
  ['channelNorth', 2, false],
  ['passage', 4, false],
  ['passageGuiana', 2, false],
  ['leeward', 3, false],
  ['leewardPanama', 2, false],
  ['windward', 3, false],
  ['castriesAtlantic', 1, true],
  ['castriesWest', 1, true],
  ['vieuxFortTrinidad', 1, true],
  ['fortDeFranceAtlantic', 2, true],
  ['bridgetownTrinidad', 1, true],
  ['bridgetownAtlantic', 1, true],
  ['kingstownWest', 1, true],
]

const TANKER: readonly (readonly [LaneName, number, boolean])[] = [
  ['channel', 3, false],
  ['passage', 3, false],
  ['leeward', 3, false],
  ['windward', 2, false],
  ['culDeSacTanker', 2, true],
]

/** Speeds a lane's plans are made for; the plans are shared, however many ships there are. */
const SPEEDS = { cargo: [10.5, 12, 13.5, 15, 17], tanker: [10, 11.5, 13] } as const

/** Plans of the ocean trade, a lane as often as its weight says. */
export function oceanPlans(trade: 'cargo' | 'tanker'): readonly Plan[] {
  const random = createRandom(trade === 'cargo' ? 11 : 12)
  const lanes = trade === 'cargo' ? CARGO : TANKER
  return lanes.flatMap(([name, weight, harbour]) => {
    const route = ROUTES[name]
    return SPEEDS[trade].flatMap((speedKn) => {
      const plan = planOf([
        stay(
          route,
          false,
          harbour ? random.between(14, 40) : random.between(1, 9),
          harbour ? {} : { navStatus: 0 },
        ),
        sail(route, speedKn),
        stay(route, true, random.between(1, 9), { navStatus: 0 }),
        sail(route, speedKn, true),
      ])
      return Array.from({ length: weight }, () => plan)
    })
  })
}
