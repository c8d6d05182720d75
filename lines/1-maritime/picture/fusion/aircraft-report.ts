import type { AsterixRecord } from '@basinet/asterix'

/** What an aircraft said of itself when it said where it is. */
export interface AircraftReport {
  readonly address: number
  readonly other: boolean
  readonly atMs: number
  readonly lon: number
  readonly lat: number
  readonly sogKn: number | null
  readonly trackDeg: number | null
  readonly callsign: string | null
  readonly altitudeM: number | null
}

const FOOT_M = 0.3048
const FEET_PER_LEVEL = 100
const SECONDS_PER_HOUR = 3600
/** Address type (I021/040 ATP): a 24-bit ICAO address is 1 in editions before 1.0, 0 from then on. */
const ICAO_FIRST_EDITIONS = 1
const ICAO = 0
/** A vehicle on the apron, not an aircraft: also ATP, the same in all editions. */
const SURFACE_VEHICLE = 2

/**
 * A report of category 021, from a ground station that decoded ADS-B; null for tests, field monitors, vehicles and reports without a place.
 * @param simulated as for plots: a demonstration's simulated targets are taken, a service node's never
 */
export function aircraftOf(record: AsterixRecord, atMs: number, simulated: boolean): AircraftReport | null {
  if (record.cat !== 21 || record.I080 === undefined || record.unread !== undefined) return null
  const { I040, I080, I130, I131, I140, I145, I160, I170, edition } = record
  const place = typeof I131 === 'object' ? I131 : I130
  if (place === undefined || I040 === undefined || I040.RAB === 1 || I040.TST === 1) return null
  if (I040.ATP === SURFACE_VEHICLE || (I040.SIM === 1 && !simulated)) return null
  const feet = I140 ?? (I145 === undefined ? null : I145 * FEET_PER_LEVEL)
  // A ground speed beyond the field's range (RE) is not said.
  const moved = I160 !== undefined && !('RE' in I160 && I160.RE === 1) ? I160 : null
  const callsign = I170?.trim() ?? ''
  return {
    address: I080,
    other: I040.ATP !== (edition.startsWith('0.') ? ICAO_FIRST_EDITIONS : ICAO),
    atMs,
    lon: place.LON,
    lat: place.LAT,
    sogKn: moved === null ? null : moved.GS * SECONDS_PER_HOUR,
    trackDeg: moved?.TA ?? null,
    callsign: callsign === '' ? null : callsign,
    altitudeM: feet === null ? null : feet * FOOT_M,
  }
}
