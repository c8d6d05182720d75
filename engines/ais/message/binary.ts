import type { AsmContent } from '../asm/content.ts'
import type { Header } from './position.ts'

/**
 * Application data as transmitted: `bits` of it, most significant bit first, in `data` (zero padded to a byte).
 * It stands after the application identifier. It is what `encode` sends; `content` is its reading.
 */
export interface Payload {
  data: Uint8Array
  bits: number
}

/** Designated area code (10 bits) and function identifier (6 bits). */
export interface Application {
  dac: number
  fid: number
  /** The reading of a known application; null when unknown here or shorter than its layout. */
  content: AsmContent | null
}

/** Message 6: addressed binary. Source: ITU-R M.1371-5 Annex 8 §3.4. */
export interface AddressedBinary extends Header<6>, Application, Payload {
  seqno: number
  destMmsi: number
  retransmit: boolean
}

/** Message 8: broadcast binary (§3.6). */
export interface BroadcastBinary extends Header<8>, Application, Payload {}

/** Message 17: differential corrections (§3.15); `data` holds the whole correction with its header. */
export interface DgnssCorrections extends Header<17>, Payload {
  /** Reference station, degrees, 1/10 minute of arc. */
  lon: number | null
  lat: number | null
}

/** Message 25: single slot binary (§3.23). `appId` is the 16-bit application identifier when structured. */
export interface SingleSlotBinary extends Header<25>, Payload {
  destMmsi: number | null
  appId: number | null
}

/** Message 26: multiple slot binary (§3.24). */
export interface MultiSlotBinary extends Header<26>, Payload {
  destMmsi: number | null
  appId: number | null
  /** Selector bit and communication state, 20 bits as transmitted. */
  radio: number
}
