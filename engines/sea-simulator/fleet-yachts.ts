import { planOf, sail, STATUS, stay, type Phase, type Plan } from './plan.ts'
import { createRandom, type Random } from './random.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'

const R = ROUTES

/** Chains of day passages; a yacht goes down the chain and back up. */
const CHAINS: readonly (readonly Route[])[] = [
  [
    R.rodneyMarigot,
    R.marigotSoufriere,
    R.soufriereBequia,
    R.bequiaCanouan,
    R.canouanClifton,
    R.cliftonTyrrel,
  ],
  [R.rodneySainteAnne, R.sainteAnneFortDeFrance, R.fortDeFranceSaintPierre, R.saintPierrePortsmouth],
  [R.barbadosBequia, R.bequiaCanouan, R.canouanClifton],
  [R.rodneyMarigot, R.marigotSoufriere],
]

const VARIANTS = 10

/** Plans that yachts share: they weigh anchor in the morning and lie one night or two between passages. */
export function yachtPlans(seed: number): readonly Plan[] {
  return CHAINS.flatMap((chain, c) =>
    Array.from({ length: VARIANTS }, (_, v) => {
      const random = createRandom(seed + 50 * c + v)
      const down = chain.flatMap((route) => passage(route, false, random))
      const up = chain.toReversed().flatMap((route) => passage(route, true, random))
      return planOf([...down, ...up])
    }),
  )
}

/** 07:00 to 10:00 of the islands. */
const WEIGH_UTC_HOURS = [11, 14] as const
const HOUR_MS = 3_600_000

/** One passage and the nights about it: whole days together, so that every chain keeps the time of day. */
function passage(route: Route, back: boolean, random: Random): Phase[] {
  const weighHour = random.between(...WEIGH_UTC_HOURS)
  const sailing = sail(route, random.between(5, 7.5), back, { navStatus: STATUS.sailing })
  const usedHours = weighHour + sailing.durationMs / HOUR_MS
  const days = Math.ceil(usedHours / 24) + random.integer(0, 1)
  const atAnchor = { navStatus: STATUS.anchored }
  return [
    stay(route, back, weighHour, atAnchor),
    sailing,
    stay(route, !back, 24 * days - usedHours, atAnchor),
  ]
}
