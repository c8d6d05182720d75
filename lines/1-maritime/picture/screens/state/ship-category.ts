import type { Vessel } from '../../contract.ts'

/** What a vessel is for, coarse enough to be told apart by colour. */
export const CATEGORIES = [
  'cargo',
  'tanker',
  'passenger',
  'high-speed',
  'fishing',
  'pleasure',
  'service',
  'government',
  'aircraft',
  'radar-only',
  'other',
] as const
export type Category = (typeof CATEGORIES)[number]

/** Ship and cargo type to category. Source: ITU-R M.1371-5, Annex 8, table 53. */
const EXACT: Readonly<Record<number, Category>> = {
  30: 'fishing',
  31: 'service', // towing
  32: 'service', // towing, long
  33: 'service', // dredging
  34: 'service', // diving
  35: 'government', // military
  36: 'pleasure', // sailing
  37: 'pleasure',
  50: 'service', // pilot
  51: 'government', // search and rescue
  52: 'service', // tug
  53: 'service', // port tender
  54: 'service', // anti-pollution
  55: 'government', // law enforcement
  58: 'government', // medical transport
}
const BY_TEN: Readonly<Record<number, Category>> = {
  4: 'high-speed',
  6: 'passenger',
  7: 'cargo',
  8: 'tanker',
}

export function categoryOf({ shipType, cls }: Pick<Vessel, 'shipType' | 'cls'>): Category {
  if (cls === 'sar') return 'government'
  if (cls === 'air') return 'aircraft'
  if (cls === 'radar') return 'radar-only'
  if (shipType === undefined) return 'other'
  return EXACT[shipType] ?? BY_TEN[Math.floor(shipType / 10)] ?? 'other'
}

/** At anchor, moored or aground (ITU-R M.1371-5, Annex 8, table 48: 1, 5, 6). */
export function isStopped({ navStatus, sog }: Pick<Vessel, 'navStatus' | 'sog'>): boolean {
  if (navStatus === 1 || navStatus === 5 || navStatus === 6) return true
  return sog !== undefined && sog < MOVING_KN
}

/** Slower than this is the receiver's noise and not a course. */
export const MOVING_KN = 0.5
