import { quickDistanceM } from '@basinet/geodesy'

import { coastMmsi } from './identity.ts'
import { uniformOf } from './random.ts'

/** Receiving stations on known hills; heights from general knowledge, metres. */
export type Station = {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly heightM: number
  readonly mmsi: number
}

export const STATIONS: readonly Station[] = [
  { id: 'SIMLCA1', lon: -60.99, lat: 14.0, heightM: 250, mmsi: coastMmsi(343, 1) },
  { id: 'SIMLCA2', lon: -60.945, lat: 13.715, heightM: 220, mmsi: coastMmsi(343, 2) },
  { id: 'SIMMTQ1', lon: -60.9, lat: 14.55, heightM: 480, mmsi: coastMmsi(347, 1) },
  { id: 'SIMVCT1', lon: -61.21, lat: 13.17, heightM: 280, mmsi: coastMmsi(375, 1) },
  { id: 'SIMBRB1', lon: -59.56, lat: 13.2, heightM: 330, mmsi: coastMmsi(314, 1) },
]

/** Antenna height of a class A ship, of a small craft, and of a beacon in the water, metres. */
export const ANTENNA_M = { ship: 20, craft: 4, beacon: 1 } as const

/**
 * Chance that a station hears one transmission: nearly certain to 80 % of the radio horizon 4.12 (sqrt h + sqrt a) km
 * (4/3 earth), falling to nothing at 115 %. Hills between are not modelled.
 */
function hearingChance(station: Station, lon: number, lat: number, antennaM: number): number {
  const horizonM = 4120 * (Math.sqrt(station.heightM) + Math.sqrt(antennaM))
  const part = quickDistanceM(station.lon, station.lat, lon, lat) / horizonM
  return part >= 1.15 ? 0 : part <= 0.8 ? 0.97 : (0.97 * (1.15 - part)) / 0.35
}

/** Stations that hear this transmission, by a draw that depends on the keys only. */
export function hearers(
  lon: number,
  lat: number,
  antennaM: number,
  key: number,
  n: number,
  out: Station[],
): void {
  out.length = 0
  for (const [i, station] of STATIONS.entries()) {
    const chance = hearingChance(station, lon, lat, antennaM)
    if (chance > 0 && uniformOf(key ^ (i << 24), n) < chance) out.push(station)
  }
}
