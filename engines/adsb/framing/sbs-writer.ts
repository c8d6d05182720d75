import { formatAddress } from '../codes/address.ts'
import type { AdsbReport } from '../stream/report.ts'
import type { SbsMessage } from './sbs.ts'

/** One line without its end. Session, aircraft and flight numbers are 1, as of every source that keeps none. */
export function sbsLine(m: SbsMessage): string {
  return [
    'MSG',
    m.transmission,
    1,
    1,
    formatAddress(m.address),
    1,
    ...stamp(m.generatedMs),
    ...stamp(m.loggedMs),
    m.callsign ?? '',
    number(m.altitudeFt, 0),
    number(m.groundSpeedKn, 1),
    number(m.trackDeg, 1),
    number(m.lat, 5),
    number(m.lon, 5),
    number(m.verticalRateFtMin, 0),
    m.squawk ?? '',
    flag(m.alert),
    flag(m.emergency),
    flag(m.spi),
    flag(m.onGround),
  ].join(',')
}

/** The BaseStation form of a report; null for messages that it has no type for. */
export function sbsOf(report: AdsbReport): SbsMessage | null {
  const { message, timeMs } = report
  // A counter's time since some start is no date.
  const utc = report.timeFrom === 'counter' ? null : timeMs
  const line = blank(message.address, utc)
  switch (message.df) {
    case 17:
    case 18:
      return ofSquitter(line, report)
    case 4:
    case 20:
      return { ...line, transmission: 5, altitudeFt: message.altitudeFt, ...flags(message) }
    case 5:
    case 21:
      return { ...line, transmission: 6, squawk: message.squawk, ...flags(message) }
    case 0:
    case 16:
      return { ...line, transmission: 7, altitudeFt: message.altitudeFt, onGround: message.onGround }
    case 11:
      return { ...line, transmission: 8 }
    default:
      return null
  }
}

function ofSquitter(line: SbsMessage, { message, position, aircraft }: AdsbReport): SbsMessage | null {
  if (message.df !== 17 && message.df !== 18) return null
  const s = message.squitter
  const place = { lat: position?.lat ?? null, lon: position?.lon ?? null }
  switch (s.kind) {
    case 'identification':
      return { ...line, transmission: 1, callsign: s.callsign }
    case 'surface-position':
      return {
        ...line,
        ...place,
        transmission: 2,
        groundSpeedKn: s.groundSpeedKn,
        trackDeg: s.trackDeg,
        onGround: true,
      }
    case 'airborne-position':
      return {
        ...line,
        ...place,
        transmission: 3,
        altitudeFt: s.altitudeSource === 'barometric' ? s.altitudeFt : (aircraft?.altitudeFt ?? null),
        alert: s.surveillanceStatus === 1 || s.surveillanceStatus === 2,
        emergency: s.surveillanceStatus === 1,
        spi: s.surveillanceStatus === 3,
        onGround: false,
      }
    case 'ground-velocity':
      return {
        ...line,
        transmission: 4,
        groundSpeedKn: s.groundSpeedKn,
        trackDeg: s.trackDeg,
        verticalRateFtMin: s.verticalRateFtMin,
      }
    default:
      return null
  }
}

function flags(message: {
  alert: boolean
  spi: boolean
  onGround: boolean | null
}): Pick<SbsMessage, 'alert' | 'spi' | 'onGround'> {
  return { alert: message.alert, spi: message.spi, onGround: message.onGround }
}

function blank(address: number, timeMs: number | null): SbsMessage {
  return {
    transmission: 0,
    address,
    generatedMs: timeMs,
    loggedMs: timeMs,
    callsign: null,
    altitudeFt: null,
    groundSpeedKn: null,
    trackDeg: null,
    lat: null,
    lon: null,
    verticalRateFtMin: null,
    squawk: null,
    alert: null,
    emergency: null,
    spi: null,
    onGround: null,
  }
}

function stamp(timeMs: number | null): [string, string] {
  if (timeMs === null) return ['', '']
  const iso = new Date(timeMs).toISOString()
  return [iso.slice(0, 10).replaceAll('-', '/'), iso.slice(11, 23)]
}

function number(value: number | null, digits: number): string {
  return value === null ? '' : String(Number(value.toFixed(digits)))
}

/** True is -1, as the first receivers of this form wrote it. */
function flag(value: boolean | null): string {
  return value === null ? '' : value ? '-1' : '0'
}
