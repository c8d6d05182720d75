export { meet, type Chaser, type Meeting } from './triangle/solve.ts'
export { speedInSea, type SpeedInSea } from './triangle/sea-state.ts'
export { lightAt, nextSun, sunAltitudeDeg, CIVIL_ALTITUDE_DEG, type Light } from './triangle/sun.ts'
export { zonePassages, zonesAt, type Zone, type ZonePassage } from './triangle/zones.ts'
export {
  OBSTACLES,
  optionFor,
  rankOptions,
  type Asset,
  type Authority,
  type Circumstances,
  type Obstacle,
  type Option,
} from './triangle/option.ts'
export { assignAssets, type Assignment, type PairCost } from './triangle/assign-assets.ts'
export {
  bestAim,
  cloudOf,
  meetableShare,
  overtakeSeconds,
  reachableRing,
  type Aim,
  type Uncertain,
} from './triangle/cloud.ts'
export { meetBySea, type FindWay, type MeetingBySea } from './route/meet-by-sea.ts'
export { seaRoute, type Effort, type SeaWay } from './route/sea-route.ts'
export { planBarrier, type Barrier, type BarrierPlan } from './search/barrier.ts'
export * from './search/coverage.ts'
export * from './search/pattern.ts'
export * from './search/drift.ts'
