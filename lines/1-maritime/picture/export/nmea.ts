import { encode, type AisMessage } from '@basinet/ais'
import type { ExportFormat } from './format.ts'
import type { ExportRow } from './rows.ts'

const SECOND_NOT_AVAILABLE = 60
const STATUS_UNDEFINED = 15
const SOURCE_MAX = 15

/**
 * A stored report as an AIS message: type 1 for class A, 18 for class B and everything else. It is written anew from what
 * was kept (no rate of turn, no communication state), so it is not the sentence that was received.
 */
function reportMessage(row: ExportRow): AisMessage {
  const common = {
    repeat: 0,
    mmsi: row.mmsi,
    lon: row.lon,
    lat: row.lat,
    speedKn: row.sogKn,
    courseDeg: row.cogDeg,
    headingDeg: row.headingDeg,
    accurate: false,
    raim: false,
    second: SECOND_NOT_AVAILABLE,
    radio: 0,
  }
  if (row.cls === 'A' || row.cls === 'sart')
    return {
      ...common,
      type: 1,
      status: row.navStatus ?? STATUS_UNDEFINED,
      turnDegPerMin: null,
      turnHard: 0,
      maneuver: 0,
    }
  return {
    ...common,
    type: 18,
    reserved: 0,
    regional: 0,
    carrierSense: true,
    display: false,
    dsc: false,
    wholeBand: true,
    message22: false,
    assigned: false,
  }
}

/** AIVDM sentences with NMEA 4.10 tag blocks of time and station. */
export const nmeaFormat: ExportFormat = {
  mediaType: 'text/plain; charset=us-ascii',
  extension: 'nmea',
  head: () => '',
  rows: (rows) =>
    rows
      .flatMap((row) =>
        encode(reportMessage(row), { timeMs: row.atMs, source: row.station.slice(0, SOURCE_MAX) }),
      )
      .map((line) => `${line}\r\n`)
      .join(''),
  tail: () => '',
}
