import type { VesselClass } from '../contract/wire.ts'

/** Survival craft: AIS-SART 970, man overboard 972, EPIRB-AIS 974 (ITU-R M.585-9 Annex 2 section 2). */
const SURVIVAL_FROM = 970_000_000
const SURVIVAL_TO = 975_000_000
/** Coast stations are 00MIDXXXX, aids to navigation 99MIDXXXX, SAR aircraft 111MIDXXX (ITU-R M.585-9 Annex 1). */
const COAST_BELOW = 10_000_000
const ATON_FROM = 990_000_000
const AIRCRAFT = 111

/** What kind of station sent it: by the message, and where that says only "class A", by the identity's form. */
export function vesselClass(messageType: number, mmsi: number): VesselClass {
  if (mmsi >= SURVIVAL_FROM && mmsi < SURVIVAL_TO) return 'sart'
  switch (messageType) {
    case 4:
      return 'base'
    case 9:
      return 'sar'
    case 18:
    case 19:
      return 'B'
    case 21:
      return 'aton'
    default:
      if (mmsi >= ATON_FROM) return 'aton'
      if (mmsi < COAST_BELOW) return 'base'
      return Math.floor(mmsi / 1_000_000) === AIRCRAFT ? 'sar' : 'A'
  }
}
