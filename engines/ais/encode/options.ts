/** How `encode` writes sentences (NMEA 0183 / IEC 61162-1; tag block NMEA 4.10 / IEC 61162-450). */
export interface EncodeOptions {
  /** Default 'AI'. */
  talker?: string
  /** True writes VDO. Default false. */
  own?: boolean
  /** Default 'A'. */
  channel?: 'A' | 'B' | ''
  /** 0-9, for messages of more than one sentence. Default 0. */
  sequence?: number
  /** Written as tag block `c` (seconds when whole, else milliseconds). */
  timeMs?: number
  /** Written as tag block `s`, at most 15 characters. */
  source?: string
}
