import type { Fix, FixSecond, Header } from './position.ts'

/** Distances of the position antenna from the hull's ends, metres as transmitted; all zero = not available. */
export interface Dimensions {
  toBowM: number
  toSternM: number
  toPortM: number
  toStarboardM: number
}

/**
 * Message 5. Texts are six-bit ASCII with the padding removed; '' = not available.
 * Source: ITU-R M.1371-5 Annex 8 §3.3.
 */
export interface StaticDataA extends Header<5>, Dimensions {
  /** 0 = M.1371-1, 1 = -3 or later, 2 = -5 or later, 3 = future editions. */
  aisVersion: number
  /** Null when 0. The check digit is not tested here, see `imoNumberValid`. */
  imo: number | null
  callSign: string
  shipName: string
  /** 0-255, see `shipTypeName`. */
  shipType: number
  /** Type of position-fixing device 0-15. */
  epfd: number
  etaMonth: number | null
  etaDay: number | null
  etaHour: number | null
  etaMinute: number | null
  /** Metres in steps of 0.1; 25.5 stands for 25.5 or more; null when 0. */
  draughtM: number | null
  destination: string
  dteReady: boolean
}

/** Message 24 part A (§3.22). */
export interface StaticDataBPartA extends Header<24> {
  part: 'A'
  shipName: string
}

/** Message 24 part B (§3.22). For auxiliary craft (98MIDxxxx) `mothershipMmsi` replaces the dimensions. */
export interface StaticDataBPartB extends Header<24>, Dimensions {
  part: 'B'
  shipType: number
  /** Three characters. */
  vendorId: string
  unitModel: number
  unitSerial: number
  callSign: string
  mothershipMmsi: number | null
  epfd: number
}

/** Message 21: aid to navigation (§3.19). */
export interface AidToNavigation extends Header<21>, Fix, FixSecond, Dimensions {
  /** 0-31. */
  aidType: number
  /** Name and its extension, at most 34 characters. */
  name: string
  epfd: number
  offPosition: boolean
  /** Eight status bits as transmitted. */
  status: number
  virtual: boolean
  assigned: boolean
}
