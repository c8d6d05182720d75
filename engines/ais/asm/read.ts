import type { BitReader } from '../bits/bit-reader.ts'
import { AREA_HEAD_BITS, readAreaNotice, SUB_AREA_BITS } from './area.ts'
import type { AsmContent, AsmRow } from './content.ts'
import { readEnvironment, SENSOR_REPORT_BITS } from './environment.ts'
import {
  EMMA,
  GAUGE_ROW,
  INLAND_PERSONS,
  INLAND_STATIC,
  LOCK_ETA,
  LOCK_RTA,
  SIGNAL_STATUS,
  WATER_LEVELS,
} from './inland.ts'
import { bitsOf, readRow, text, u, type AsmField } from './layout.ts'
import { readTargets, TARGET_BITS } from './targets.ts'
import {
  AIR_DRAUGHT,
  ATON_MONITORING,
  BERTHING,
  CARGO_ROW,
  CLEARANCE,
  DANGEROUS_CARGO_236,
  DANGEROUS_CARGO_289,
  EXTENDED_STATIC,
  FAIRWAY_CLOSED,
  PERSONS,
  ROUTE,
  TIDAL_HEAD,
  TIDAL_ROW_236,
  TIDAL_ROW_289,
  TRAFFIC_SIGNAL,
  WAYPOINT_ROW,
} from './voyage.ts'
import { SHIP_WEATHER, SHIP_WEATHER_WMO, WEATHER_236, WEATHER_289 } from './weather.ts'

/** How one application is read: its name, the fewest bits it needs, and its reader at a bit position. */
interface Application {
  name: string
  least: number
  read(b: BitReader, at: number): AsmRow
}

function plain(name: string, fields: readonly AsmField[]): Application {
  let least = bitsOf(fields)
  const last = fields.at(-1)
  if (last?.kind === 'spare') least -= last.bits
  return { name, least, read: (b, at) => readRow(b, at, fields) }
}

function repeated(
  name: string,
  head: readonly AsmField[],
  list: string,
  row: readonly AsmField[],
  most: number,
): Application {
  const headBits = bitsOf(head)
  const rowBits = bitsOf(row)
  return {
    name,
    least: headBits + rowBits,
    read: (b, at) => {
      const out = readRow(b, at, head)
      const first = at + headBits
      const there = Math.floor((b.length - first) / rowBits)
      const said = out['waypointCount']
      const count = Math.min(most, there, typeof said === 'number' ? said : most)
      out[list] = Array.from({ length: count }, (_, n) => readRow(b, first + n * rowBits, row))
      return out
    },
  }
}

const LINKAGE = 10
const ROUTE_READER = repeated('route', ROUTE, 'waypoints', WAYPOINT_ROW, 16)
const TEXT_READER: Application = {
  name: 'text',
  least: LINKAGE + 6,
  read: (b, at) => ({
    linkage: b.u(at, LINKAGE),
    text: b.text(at + LINKAGE, Math.floor((b.length - at - LINKAGE) / 6)),
  }),
}
const SHIP_WEATHER_READER: Application = {
  name: 'shipWeather',
  least: 1 + bitsOf(SHIP_WEATHER_WMO),
  read: (b, at) => {
    const wmo = b.flag(at)
    return { wmo, ...readRow(b, at + 1, wmo ? SHIP_WEATHER_WMO : SHIP_WEATHER) }
  },
}
const AREA_READER: Application = {
  name: 'areaNotice',
  least: AREA_HEAD_BITS + SUB_AREA_BITS,
  read: readAreaNotice,
}
/** DAC 1 FI 0, six-bit text (ITU-R M.1371-5 Annex 5 §5.1): acknowledgement flag, sequence, text. */
const PLAIN_TEXT_READER: Application = {
  name: 'plainText',
  least: 12 + 6,
  read: (b, at) => ({
    acknowledge: b.flag(at),
    ...readRow(b, at + 1, [u('sequence', 11)]),
    ...readRow(b, at + 12, [text('text', Math.floor((b.length - at - 12) / 6))]),
  }),
}

const ADDRESSED = new Map<number, Application>()
const BROADCAST = new Map<number, Application>()

/** Designated area code and function identifier as one number. */
function idOf(dac: number, fid: number): number {
  return dac * 64 + fid
}

function both(dac: number, fid: number, application: Application): void {
  ADDRESSED.set(idOf(dac, fid), application)
  BROADCAST.set(idOf(dac, fid), application)
}

both(1, 0, PLAIN_TEXT_READER)
BROADCAST.set(idOf(1, 11), plain('weather', WEATHER_236))
ADDRESSED.set(idOf(1, 12), plain('dangerousCargo', DANGEROUS_CARGO_236))
BROADCAST.set(idOf(1, 13), plain('fairwayClosed', FAIRWAY_CLOSED))
ADDRESSED.set(idOf(1, 14), repeated('tidalWindow', TIDAL_HEAD, 'tides', TIDAL_ROW_236, 3))
both(1, 15, plain('airDraught', AIR_DRAUGHT))
both(1, 16, plain('persons', PERSONS))
BROADCAST.set(idOf(1, 17), { name: 'targets', least: TARGET_BITS, read: readTargets })
ADDRESSED.set(idOf(1, 18), plain('clearance', CLEARANCE))
BROADCAST.set(idOf(1, 19), plain('trafficSignal', TRAFFIC_SIGNAL))
ADDRESSED.set(idOf(1, 20), plain('berthing', BERTHING))
BROADCAST.set(idOf(1, 21), SHIP_WEATHER_READER)
BROADCAST.set(idOf(1, 22), AREA_READER)
ADDRESSED.set(idOf(1, 23), AREA_READER)
BROADCAST.set(idOf(1, 24), plain('extendedStatic', EXTENDED_STATIC))
ADDRESSED.set(idOf(1, 25), repeated('dangerousCargo', DANGEROUS_CARGO_289, 'cargos', CARGO_ROW, 28))
BROADCAST.set(idOf(1, 26), { name: 'environment', least: SENSOR_REPORT_BITS, read: readEnvironment })
BROADCAST.set(idOf(1, 27), ROUTE_READER)
ADDRESSED.set(idOf(1, 28), ROUTE_READER)
BROADCAST.set(idOf(1, 29), TEXT_READER)
ADDRESSED.set(idOf(1, 30), TEXT_READER)
BROADCAST.set(idOf(1, 31), plain('weather', WEATHER_289))
ADDRESSED.set(idOf(1, 32), repeated('tidalWindow', TIDAL_HEAD, 'tides', TIDAL_ROW_289, 3))
BROADCAST.set(idOf(200, 10), plain('inlandStatic', INLAND_STATIC))
ADDRESSED.set(idOf(200, 21), plain('lockEta', LOCK_ETA))
ADDRESSED.set(idOf(200, 22), plain('lockRta', LOCK_RTA))
BROADCAST.set(idOf(200, 23), plain('weatherWarning', EMMA))
BROADCAST.set(idOf(200, 24), repeated('waterLevels', WATER_LEVELS, 'gauges', GAUGE_ROW, 4))
BROADCAST.set(idOf(200, 40), plain('signalStatus', SIGNAL_STATUS))
both(200, 55, plain('persons', INLAND_PERSONS))
both(235, 10, plain('atonMonitoring', ATON_MONITORING))
both(250, 10, plain('atonMonitoring', ATON_MONITORING))

/**
 * The reading of an application-specific message whose data begins at bit `at` of `b`; null when the application
 * is not known here or the data is shorter than its layout, so that padding is never read as values.
 */
export function readAsm(
  b: BitReader,
  at: number,
  dac: number,
  fid: number,
  addressed: boolean,
): AsmContent | null {
  const application = (addressed ? ADDRESSED : BROADCAST).get(idOf(dac, fid))
  if (application === undefined || b.length - at < application.least) return null
  return { name: application.name, fields: application.read(b, at) }
}
