import type { AisMessage } from '../message/message.ts'

/** 0 UTC direct, 1 UTC indirect, 2 base direct, 3 base indirect (ITU-R M.1371-5 Annex 2 §3.1.1.4). */
export type SyncState = 0 | 1 | 2 | 3

/** Communication state of self-organised access (Annex 2 §3.3.7.2.2); what is not in the sub-message is null. */
export interface SotdmaState {
  scheme: 'sotdma'
  syncState: SyncState
  /** Frames until a new slot is chosen. */
  slotTimeout: number
  receivedStations: number | null
  slotNumber: number | null
  utcHour: number | null
  utcMinute: number | null
  slotOffset: number | null
}

/** Communication state of incremental access (Annex 2 §3.3.7.3.2). */
export interface ItdmaState {
  scheme: 'itdma'
  syncState: SyncState
  slotIncrement: number
  /** Code 0-7 of the number of slots. */
  slots: number
  keepFlag: boolean
}

export type CommunicationState = SotdmaState | ItdmaState

/** Fixed value of class B carrier-sense units, which have no state (§3.16). */
const CARRIER_SENSE_STATE = 0b11_0000_0000_0000_0110
const STATE_MASK = 0x7ffff

/** The state of a message that carries one; null for the others and for carrier-sense units. */
export function communicationState(message: AisMessage): CommunicationState | null {
  switch (message.type) {
    case 1:
    case 2:
    case 4:
    case 11:
      return sotdma(message.radio)
    case 3:
      return itdma(message.radio)
    case 9:
    case 26:
      return selected(message.radio)
    case 18:
      return message.carrierSense ? null : selected(message.radio)
    default:
      return null
  }
}

/** Twenty bits: the selector (1 = incremental) and the state. */
function selected(radio: number): CommunicationState | null {
  if ((radio & STATE_MASK) === CARRIER_SENSE_STATE) return null
  return radio >>> 19 === 1 ? itdma(radio & STATE_MASK) : sotdma(radio & STATE_MASK)
}

function sotdma(state: number): SotdmaState {
  const slotTimeout = (state >>> 14) & 7
  const sub = state & 0x3fff
  const odd = slotTimeout === 3 || slotTimeout === 5 || slotTimeout === 7
  const even = slotTimeout === 2 || slotTimeout === 4 || slotTimeout === 6
  return {
    scheme: 'sotdma',
    syncState: ((state >>> 17) & 3) as SyncState,
    slotTimeout,
    receivedStations: odd ? sub : null,
    slotNumber: even ? sub : null,
    utcHour: slotTimeout === 1 ? sub >>> 9 : null,
    utcMinute: slotTimeout === 1 ? (sub >>> 2) & 0x7f : null,
    slotOffset: slotTimeout === 0 ? sub : null,
  }
}

function itdma(state: number): ItdmaState {
  return {
    scheme: 'itdma',
    syncState: ((state >>> 17) & 3) as SyncState,
    slotIncrement: (state >>> 4) & 0x1fff,
    slots: (state >>> 1) & 7,
    keepFlag: (state & 1) === 1,
  }
}
