/**
 * One position report as the rules read it. The ingest keeps one such object and fills it again for each report; no
 * rule holds on to it. NaN = not available.
 */
export interface PositionUpdate {
  mmsi: number
  /** When it was heard, Unix ms UTC. */
  atMs: number
  lon: number
  lat: number
  sogKn: number
  cogDeg: number
  headingDeg: number
  /** 0-15 (ITU-R M.1371-5 Annex 8 table 45); 15 where the message has none. */
  navStatus: number
  /** AIS message 1-27 it came from. */
  messageType: number
  /** True: class B carrier-sense unit (message 18's unit flag); decides the expected interval. */
  carrierSense: boolean
  /** Receiving station, '' when not known. */
  station: string
}

/** Static data as received, from message 5, 19, 21, 24A or 24B; absent = the message does not carry it or says "none". */
export interface StaticUpdate {
  readonly mmsi: number
  readonly atMs: number
  readonly messageType: number
  readonly imo?: number
  readonly name?: string
  readonly callSign?: string
  readonly shipType?: number
  readonly lengthM?: number
  readonly beamM?: number
  readonly station: string
}

/** Safety-related text, messages 12 and 14. */
export interface TextUpdate {
  readonly mmsi: number
  readonly atMs: number
  readonly messageType: 12 | 14
  readonly text: string
  readonly destMmsi?: number
  readonly station: string
}

export function emptyPositionUpdate(): PositionUpdate {
  return {
    mmsi: 0,
    atMs: 0,
    lon: Number.NaN,
    lat: Number.NaN,
    sogKn: Number.NaN,
    cogDeg: Number.NaN,
    headingDeg: Number.NaN,
    navStatus: 15,
    messageType: 0,
    carrierSense: false,
    station: '',
  }
}
