import { normalizeLonDeg, type LonLat } from './position.ts'

/** `dm` 13°55.2'N 061°00.1'W (chart and radio use), `dms` 13°55'12"N 061°00'06"W, `decimal` 13.92000, -61.00167. */
export type PositionStyle = 'dm' | 'dms' | 'decimal'

/** Decimals of the last figure where none are asked for: 0.1' is 185 m, 1" is 31 m, 0.00001 degrees is 1 m. */
const DECIMALS: Record<PositionStyle, number> = { dm: 1, dms: 0, decimal: 5 }

/** Latitude first, as IMO SMCP and ISO 6709 have it. A figure that rounds up to 60 carries over. */
export function formatPosition(p: LonLat, style: PositionStyle = 'dm', decimals = DECIMALS[style]): string {
  const lon = p.lon === 180 ? 180 : normalizeLonDeg(p.lon)
  if (style === 'decimal') return `${p.lat.toFixed(decimals)}, ${lon.toFixed(decimals)}`
  return `${formatAngle(p.lat, 2, 'N', 'S', style, decimals)} ${formatAngle(lon, 3, 'E', 'W', style, decimals)}`
}

function formatAngle(
  valueDeg: number,
  degreeDigits: number,
  plus: string,
  minus: string,
  style: 'dm' | 'dms',
  decimals: number,
): string {
  const unitsPerDegree = (style === 'dm' ? 60 : 3600) * 10 ** decimals
  const units = Math.round(Math.abs(valueDeg) * unitsPerDegree)
  const letter = valueDeg < 0 && units > 0 ? minus : plus
  const degrees = String(Math.floor(units / unitsPerDegree)).padStart(degreeDigits, '0')
  const rest = units % unitsPerDegree
  const width = decimals > 0 ? 3 + decimals : 2
  const fixed = (value: number): string => value.toFixed(decimals).padStart(width, '0')
  if (style === 'dm') return `${degrees}°${fixed(rest / 10 ** decimals)}'${letter}`
  const perMinute = 60 * 10 ** decimals
  const minutes = String(Math.floor(rest / perMinute)).padStart(2, '0')
  return `${degrees}°${minutes}'${fixed((rest % perMinute) / 10 ** decimals)}"${letter}`
}
