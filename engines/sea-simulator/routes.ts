import type { Lane } from './lane.ts'
import { COAST_LANES } from './lanes-coast.ts'
import { OCEAN_LANES } from './lanes-ocean.ts'
import { YACHT_LANES } from './lanes-yacht.ts'
import { createRoute, type Route } from './route.ts'
import { WAYPOINTS } from './waypoints.ts'

export type LaneName = keyof typeof COAST_LANES | keyof typeof YACHT_LANES | keyof typeof OCEAN_LANES

const all: Readonly<Record<LaneName, Lane>> = { ...COAST_LANES, ...YACHT_LANES, ...OCEAN_LANES }

/** Every lane as a route. */
export const ROUTES: Readonly<Record<LaneName, Route>> = Object.fromEntries(
  Object.entries(all).map(([name, lane]) => [
    name,
    createRoute(
      name,
      lane.via.map((point) => WAYPOINTS[point]),
      lane.halfWidthM,
      lane.berthM,
    ),
  ]),
) as Record<LaneName, Route>
