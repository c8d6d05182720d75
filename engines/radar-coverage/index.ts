export { dropM, effectiveRadiusM, horizonM } from './detection/horizon.ts'
export {
  albersheimDb,
  requiredSnrDb,
  swerling1Db,
  swerling1Probability,
  type Fluctuation,
} from './detection/required-snr.ts'
export { freeSpaceRangeM, freeSpaceSnr, type RadarParameters } from './detection/radar-equation.ts'
export { twoRayFactor } from './sea/two-ray.ts'
export { seaClutterM2, seaReflectivityDb } from './sea/clutter.ts'
export type { Elevation, ReadElevation } from './terrain/elevation.ts'
export { readHgt } from './terrain/hgt.ts'
export { readGeoTiff } from './terrain/geotiff.ts'
export {
  coverageOf,
  isDetected,
  type Ground,
  type Sea,
  type Site,
  type SiteCoverage,
  type Target,
} from './reach/site-coverage.ts'
export {
  cellsOf,
  coveredCells,
  zoneCoverage,
  type Zone,
  type ZoneCells,
  type ZoneCoverage,
} from './reach/zone.ts'
export { rankGreedy, selectExact, type Candidate, type Ranked, type Selection } from './siting/rank.ts'
