import { planOf, sail, stay, type Phase, type Plan } from './plan.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'

type Leg = readonly [route: Route, back: boolean]

const R = ROUTES

/** Round trips of port days; each ends where it began. */
const ITINERARIES: readonly (readonly Leg[])[] = [
  [
    [R.castriesBridgetown, false],
    [R.bridgetownKingstown, false],
    [R.castriesKingstown, true],
  ],
  [
    [R.castriesFortDeFrance, false],
    [R.fortDeFranceRoseau, false],
    [R.fortDeFranceRoseau, true],
    [R.castriesFortDeFrance, true],
  ],
  [
    [R.castriesKingstown, false],
    [R.kingstownStGeorges, false],
    [R.kingstownStGeorges, true],
    [R.castriesKingstown, true],
  ],
  [
    [R.bridgetownKingstown, false],
    [R.kingstownStGeorges, false],
    [R.kingstownStGeorges, true],
    [R.bridgetownKingstown, true],
  ],
]

const PORT_HOURS = 10

export const CRUISE_PLANS: readonly Plan[] = ITINERARIES.map((legs, i) =>
  planOf(
    legs.flatMap(([route, back]): Phase[] => [sail(route, 15 + i, back), stay(route, !back, PORT_HOURS)]),
  ),
)
