import { nmToM, northMPerDeg, eastMPerDeg } from '@basinet/geodesy'
import type { RadarSite } from '../contract/radar-site.ts'
import type { CoverageBox } from '../live/report-valve.ts'

/** Box around each radar's instrumented range. */
export function coverageBoxes(sites: Iterable<Pick<RadarSite, 'position' | 'rangeNm'>>): CoverageBox[] {
  return [...sites].map(({ position: { lon, lat }, rangeNm }) => {
    const reach = nmToM(rangeNm)
    const north = reach / northMPerDeg(lat)
    const east = reach / eastMPerDeg(Math.min(85, Math.abs(lat) + north))
    return [lon - east, lat - north, lon + east, lat + north]
  })
}
