import type { ReportingStation } from '@basinet/ais'

/** AIS message types by what sends them (ITU-R M.1371-5 Annex 8 table 46). */
export const MESSAGE = { base: 4, baseAnswer: 11, sarAircraft: 9, aid: 21, longRange: 27 } as const

/** Whether tracks of this message type are judged as a vessel's: stations and aids stand still, message 27 is too coarse. */
export function isVesselMessage(messageType: number): boolean {
  return (
    (messageType >= 1 && messageType <= 3) || messageType === 9 || messageType === 18 || messageType === 19
  )
}

/** The kind whose reporting interval a vessel keeps. */
export function reportingStation(messageType: number, carrierSense: boolean): ReportingStation {
  if (messageType === MESSAGE.sarAircraft) return 'sar-aircraft'
  if (messageType === 18 || messageType === 19)
    return carrierSense || messageType === 19 ? 'B-carrier-sense' : 'B-sotdma'
  if (messageType === MESSAGE.aid) return 'aid'
  if (messageType === MESSAGE.base || messageType === MESSAGE.baseAnswer) return 'base'
  return 'A'
}
