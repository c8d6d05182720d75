import type { Header } from './position.ts'

export interface Acknowledged {
  mmsi: number
  seqno: number
}

/** Messages 7 and 13: acknowledgement of one to four stations. Source: ITU-R M.1371-5 Annex 8 §3.5. */
export interface Acknowledgement extends Header<7 | 13> {
  acknowledged: Acknowledged[]
}

/** Message 12: addressed safety text (§3.10). */
export interface AddressedSafetyText extends Header<12> {
  seqno: number
  destMmsi: number
  retransmit: boolean
  text: string
}

/** Message 14: broadcast safety text (§3.12). */
export interface SafetyText extends Header<14> {
  text: string
}
