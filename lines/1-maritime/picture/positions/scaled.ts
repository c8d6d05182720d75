import { VESSEL_CLASSES, type VesselClass } from '../contract/wire.ts'

/** How points are stored: whole numbers, -1 for "not available". See migration 0010. */
export const NOT_AVAILABLE = -1
const E7 = 1e7
const SOG_MAX = 32_767

export const toE7 = (degrees: number): number => Math.round(degrees * E7)
export const fromE7 = (value: number): number => value / E7

/** Knots to tenths. */
export function toSog(speedKn: number | null): number {
  return speedKn === null ? NOT_AVAILABLE : Math.min(SOG_MAX, Math.max(0, Math.round(speedKn * 10)))
}

/** Degrees to tenths, 0-3599. */
export function toCog(courseDeg: number | null): number {
  return courseDeg === null ? NOT_AVAILABLE : Math.round(courseDeg * 10) % 3600
}

export function toHeading(headingDeg: number | null): number {
  return headingDeg === null ? NOT_AVAILABLE : Math.round(headingDeg) % 360
}

export const fromTenths = (value: number): number | null => (value < 0 ? null : value / 10)
export const fromWhole = (value: number): number | null => (value < 0 ? null : value)

export const classCode = (cls: VesselClass): number => VESSEL_CLASSES.indexOf(cls)
export const classOf = (code: number): VesselClass => VESSEL_CLASSES[code] ?? 'A'
