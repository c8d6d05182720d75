import fc from 'fast-check'

import type { LonLat } from '../position.ts'

/** Runs of a property: few by default, many in the full run. Seeds rotate; fast-check prints the failing one. */
export const runs = (full: number): { numRuns: number } => ({
  numRuns: process.env['BASINET_FULL'] === '1' ? full : Math.min(full, 200),
})

export const degrees = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true })

export const anyPosition: fc.Arbitrary<LonLat> = fc.record({
  lon: degrees(-180, 179.999),
  lat: degrees(-85, 85),
})

export const tradePosition: fc.Arbitrary<LonLat> = fc.record({
  lon: degrees(-180, 179.999),
  lat: degrees(-60, 60),
})
