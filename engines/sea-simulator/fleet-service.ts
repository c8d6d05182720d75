import { planOf, sail, stay, type Plan } from './plan.ts'
import { createRoute } from './route.ts'
import { ROUTES } from './routes.ts'
import { WAYPOINTS } from './waypoints.ts'

/** Harbour craft and patrols; each waits, goes out, comes back. */
const out = (name: string, points: readonly (keyof typeof WAYPOINTS)[], halfWidthM: number) =>
  createRoute(
    name,
    points.map((p) => WAYPOINTS[p]),
    halfWidthM,
    30,
  )

const castriesRoads = out(
  'castries roads',
  ['castries', 'castriesNarrows', 'castriesBar', 'castriesMouth', 'castriesRoads'],
  100,
)
const fortDeFranceRoads = out(
  'fort-de-france roads',
  ['fortDeFrance', 'fortDeFranceBay', 'fortDeFranceRoads'],
  100,
)
const bridgetownRoads = out('bridgetown roads', ['bridgetown', 'bridgetownRoads'], 100)

const shuttle = (
  route: Parameters<typeof sail>[0],
  speedKn: number,
  waitHours: number,
  outsideHours: number,
): Plan =>
  planOf([
    stay(route, false, waitHours),
    sail(route, speedKn),
    stay(route, true, outsideHours, { navStatus: 0 }),
    sail(route, speedKn, true),
  ])

export const PILOT_PLANS: readonly Plan[] = [
  shuttle(castriesRoads, 14, 2.2, 0.3),
  shuttle(fortDeFranceRoads, 14, 1.7, 0.3),
  shuttle(bridgetownRoads, 14, 2.6, 0.3),
]

export const TUG_PLANS: readonly Plan[] = [
  shuttle(castriesRoads, 8, 4.4, 0.8),
  shuttle(fortDeFranceRoads, 8, 3.1, 0.9),
  shuttle(bridgetownRoads, 8, 5.2, 0.7),
]

export const PATROL_PLANS: readonly Plan[] = [
  shuttle(ROUTES.castriesVieuxFort, 14, 7, 3),
  shuttle(ROUTES.castriesKingstown, 16, 12, 5),
  shuttle(ROUTES.kingstownUnion, 15, 9, 2),
  shuttle(ROUTES.bridgetownKingstown, 17, 14, 6),
]
