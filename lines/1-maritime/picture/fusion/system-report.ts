import type { AsterixRecord } from '@basinet/asterix'
import { eastMPerDeg, northMPerDeg } from '@basinet/geodesy'

/** Variances of a place in metres squared: x east, y north. */
export interface PlaceVariance {
  readonly xx: number
  readonly xy: number
  readonly yy: number
}

/** A track of another centre's tracker (category 062), as it told it. Metres, m/s east and north. */
export interface SystemReport {
  readonly sac: number
  readonly sic: number
  readonly number: number
  readonly atMs: number
  readonly lon: number
  readonly lat: number
  readonly vx: number
  readonly vy: number
  /** Null: the centre does not say how sure it is. */
  readonly variance: PlaceVariance | null
  /** Standard deviation of a velocity component; null: not said. */
  readonly sigmaSpeed: number | null
  readonly address: number | null
  readonly callsign: string | null
  readonly altitudeM: number | null
  readonly air: boolean
  /** Age of the newest plot of a radar in it, s; null: not said. */
  readonly radarAgeS: number | null
  /** Age of the newest ADS-B report in it, s; null: none or not said. */
  readonly adsbAgeS: number | null
  /** The centre ends the track with this. */
  readonly ended: boolean
}

const FOOT_M = 0.3048
const NM = 1852
const RADIAN = Math.PI / 180

type Cat062 = Extract<AsterixRecord, { cat: 62 }>

/**
 * A track of category 062; null for tentative and simulated ones, for vehicles on the ground, and for those without place or number.
 * @param simulated a demonstration takes simulated tracks, a service node never
 */
export function systemTrackOf(record: AsterixRecord, atMs: number, simulated: boolean): SystemReport | null {
  if (record.cat !== 62 || record.unread !== undefined) return null
  const { I010, I040, I080, I105, I300 } = record
  if (I010 === undefined || I040 === undefined || I105 === undefined || I300 !== undefined) return null
  const ended = I080?.TSE === 1
  if ((I080?.CNF === 1 && !ended) || (I080?.SIM === 1 && !simulated)) return null
  const { vx, vy } = velocityOf(record)
  return {
    sac: I010.SAC,
    sic: I010.SIC,
    number: typeof I040 === 'number' ? I040 : I040.TRN,
    atMs,
    lon: I105.LON,
    lat: I105.LAT,
    vx,
    vy,
    variance: varianceOf(record, I105.LAT),
    sigmaSpeed: record.I500?.ATV === undefined ? null : Math.max(record.I500.ATV.X, record.I500.ATV.Y),
    ...identityOf(record),
    ...agesOf(record),
    ended,
  }
}

function velocityOf({ I180, I185 }: Cat062): { vx: number; vy: number } {
  if (I185 !== undefined) return { vx: I185.VX, vy: I185.VY }
  // Editions before 1.0: polar, NM/s.
  if (I180 === undefined) return { vx: 0, vy: 0 }
  const [speed, heading] = [I180.GSP * NM, I180.HDG * RADIAN]
  return { vx: speed * Math.sin(heading), vy: speed * Math.cos(heading) }
}

/** I062/500: standard deviations, and a covariance told as its signed root (SPEC-0149-9, I062/500 #2). */
function varianceOf({ I500 }: Cat062, lat: number): PlaceVariance | null {
  if (I500?.APC !== undefined) {
    const { X, Y } = I500.APC
    const xy = Math.sign(I500.COV ?? 0) * (I500.COV ?? 0) ** 2
    // A correlation above one is a mistake of the sender: then the deviations alone are believed.
    return { xx: X * X, yy: Y * Y, xy: Math.abs(xy) < X * Y ? xy : 0 }
  }
  if (I500?.APW === undefined) return null
  const { LAT, LON } = I500.APW
  return { xx: (LON * eastMPerDeg(lat)) ** 2, yy: (LAT * northMPerDeg(lat)) ** 2, xy: 0 }
}

function identityOf(record: Cat062): Pick<SystemReport, 'address' | 'callsign' | 'altitudeM' | 'air'> {
  const { I060, I130, I136, I245, I380 } = record
  const address = I380?.ADR ?? null
  const callsign = [I380?.ID, I245?.CHR].map((text) => text?.trim() ?? '').find((text) => text !== '')
  const level = I136 === undefined ? null : I136 * 100
  const feet = I130 ?? level
  return {
    address,
    callsign: callsign ?? null,
    altitudeM: feet === null ? null : feet * FOOT_M,
    air: address !== null || I060 !== undefined || feet !== null || callsign !== undefined,
  }
}

function agesOf({ I290 }: Cat062): Pick<SystemReport, 'radarAgeS' | 'adsbAgeS'> {
  if (I290 === undefined) return { radarAgeS: null, adsbAgeS: null }
  const least = (ages: readonly (number | undefined)[]): number | null =>
    ages.reduce<number | null>((a, b) => (b === undefined ? a : Math.min(a ?? b, b)), null)
  const adsb = 'ES' in I290 ? [I290.ES, I290.VDL, I290.UAT] : 'ADB' in I290 ? [I290.ADB] : []
  return { radarAgeS: least([I290.PSR, I290.SSR, I290.MDS]), adsbAgeS: least(adsb) }
}
