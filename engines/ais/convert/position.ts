import type {
  LongRangePosition,
  PositionA,
  PositionB,
  PositionBExtended,
  SarAircraft,
} from '../message/position.ts'
import type { RawLongRange } from '../raw/long-range.ts'
import type { RawPositionA } from '../raw/position-a.ts'
import type { RawPositionBExtended } from '../raw/position-b-extended.ts'
import type { RawPositionB } from '../raw/position-b.ts'
import type { RawSarAircraft } from '../raw/sar-aircraft.ts'
import {
  belowOrNull,
  capped,
  courseOf,
  degreesOf,
  headingOf,
  latOf,
  lonOf,
  rawCourse,
  rawDegrees,
  rawHeading,
  rawLat,
  rawLon,
  rawSpeed,
  rawTurn,
  speedOf,
  TENTH_MINUTE_PER_DEGREE,
  turned,
  turnHardOf,
  turnOf,
} from './units.ts'

export function toPositionA(r: RawPositionA): PositionA {
  return {
    type: r.type,
    repeat: r.repeat,
    mmsi: r.mmsi,
    status: r.status,
    turnDegPerMin: turnOf(r.turn),
    turnHard: turnHardOf(r.turn),
    speedKn: speedOf(r.speed),
    accurate: r.accuracy,
    lon: lonOf(r.lon),
    lat: latOf(r.lat),
    courseDeg: courseOf(r.course),
    headingDeg: headingOf(r.heading),
    second: r.second,
    maneuver: r.maneuver,
    raim: r.raim,
    radio: r.radio,
  }
}

export function fromPositionA(m: PositionA): RawPositionA {
  return {
    type: m.type,
    repeat: m.repeat,
    mmsi: m.mmsi,
    status: m.status,
    turn: rawTurn(m.turnDegPerMin, m.turnHard),
    speed: rawSpeed(m.speedKn),
    accuracy: m.accurate,
    lon: rawLon(m.lon),
    lat: rawLat(m.lat),
    course: rawCourse(m.courseDeg),
    heading: rawHeading(m.headingDeg),
    second: m.second,
    maneuver: m.maneuver,
    raim: m.raim,
    radio: m.radio,
  }
}

const ALTITUDE_NOT_AVAILABLE = 4095
const SAR_SPEED_NOT_AVAILABLE = 1023
/** The altitude sensor is the first of the eight bits before the DTE flag; seven spare bits follow. */
const BAROMETRIC = 0x80
const REGIONAL_MASK = 0x7f

export function toSarAircraft(r: RawSarAircraft): SarAircraft {
  return {
    type: 9,
    repeat: r.repeat,
    mmsi: r.mmsi,
    altitudeM: belowOrNull(r.altitude, ALTITUDE_NOT_AVAILABLE),
    altitudeBarometric: (r.regional & BAROMETRIC) !== 0,
    speedKn: belowOrNull(r.speed, SAR_SPEED_NOT_AVAILABLE),
    accurate: r.accuracy,
    lon: lonOf(r.lon),
    lat: latOf(r.lat),
    courseDeg: courseOf(r.course),
    second: r.second,
    regional: r.regional & REGIONAL_MASK,
    dteReady: r.dte === 0,
    assigned: r.assigned,
    raim: r.raim,
    radio: r.radio,
  }
}

export function fromSarAircraft(m: SarAircraft): RawSarAircraft {
  return {
    type: 9,
    repeat: m.repeat,
    mmsi: m.mmsi,
    altitude:
      m.altitudeM === null
        ? ALTITUDE_NOT_AVAILABLE
        : capped('altitudeM', m.altitudeM, ALTITUDE_NOT_AVAILABLE - 1),
    speed:
      m.speedKn === null
        ? SAR_SPEED_NOT_AVAILABLE
        : capped('speedKn', m.speedKn, SAR_SPEED_NOT_AVAILABLE - 1),
    accuracy: m.accurate,
    lon: rawLon(m.lon),
    lat: rawLat(m.lat),
    course: rawCourse(m.courseDeg),
    second: m.second,
    regional: m.regional + (m.altitudeBarometric ? BAROMETRIC : 0),
    dte: m.dteReady ? 0 : 1,
    assigned: m.assigned,
    raim: m.raim,
    radio: m.radio,
  }
}

export function toPositionB(r: RawPositionB): PositionB {
  return {
    type: 18,
    repeat: r.repeat,
    mmsi: r.mmsi,
    reserved: r.reserved,
    speedKn: speedOf(r.speed),
    accurate: r.accuracy,
    lon: lonOf(r.lon),
    lat: latOf(r.lat),
    courseDeg: courseOf(r.course),
    headingDeg: headingOf(r.heading),
    second: r.second,
    regional: r.regional,
    carrierSense: r.carrierSense,
    display: r.display,
    dsc: r.dsc,
    wholeBand: r.band,
    message22: r.message22,
    assigned: r.assigned,
    raim: r.raim,
    radio: r.radio,
  }
}

export function fromPositionB(m: PositionB): RawPositionB {
  return {
    type: 18,
    repeat: m.repeat,
    mmsi: m.mmsi,
    reserved: m.reserved,
    speed: rawSpeed(m.speedKn),
    accuracy: m.accurate,
    lon: rawLon(m.lon),
    lat: rawLat(m.lat),
    course: rawCourse(m.courseDeg),
    heading: rawHeading(m.headingDeg),
    second: m.second,
    regional: m.regional,
    carrierSense: m.carrierSense,
    display: m.display,
    dsc: m.dsc,
    band: m.wholeBand,
    message22: m.message22,
    assigned: m.assigned,
    raim: m.raim,
    radio: m.radio,
  }
}

export function toPositionBExtended(r: RawPositionBExtended): PositionBExtended {
  return {
    type: 19,
    repeat: r.repeat,
    mmsi: r.mmsi,
    reserved: r.reserved,
    speedKn: speedOf(r.speed),
    accurate: r.accuracy,
    lon: lonOf(r.lon),
    lat: latOf(r.lat),
    courseDeg: courseOf(r.course),
    headingDeg: headingOf(r.heading),
    second: r.second,
    regional: r.regional,
    shipName: r.shipName,
    shipType: r.shipType,
    toBowM: r.toBow,
    toSternM: r.toStern,
    toPortM: r.toPort,
    toStarboardM: r.toStarboard,
    epfd: r.epfd,
    raim: r.raim,
    dteReady: r.dte === 0,
    assigned: r.assigned,
  }
}

export function fromPositionBExtended(m: PositionBExtended): RawPositionBExtended {
  return {
    type: 19,
    repeat: m.repeat,
    mmsi: m.mmsi,
    reserved: m.reserved,
    speed: rawSpeed(m.speedKn),
    accuracy: m.accurate,
    lon: rawLon(m.lon),
    lat: rawLat(m.lat),
    course: rawCourse(m.courseDeg),
    heading: rawHeading(m.headingDeg),
    second: m.second,
    regional: m.regional,
    shipName: m.shipName,
    shipType: m.shipType,
    toBow: m.toBowM,
    toStern: m.toSternM,
    toPort: m.toPortM,
    toStarboard: m.toStarboardM,
    epfd: m.epfd,
    raim: m.raim,
    dte: m.dteReady ? 0 : 1,
    assigned: m.assigned,
  }
}

const LONG_RANGE_SPEED_NOT_AVAILABLE = 63
const LONG_RANGE_COURSE_NOT_AVAILABLE = 511

export function toLongRange(r: RawLongRange): LongRangePosition {
  return {
    type: 27,
    repeat: r.repeat,
    mmsi: r.mmsi,
    status: r.status,
    speedKn: belowOrNull(r.speed, LONG_RANGE_SPEED_NOT_AVAILABLE),
    accurate: r.accuracy,
    lon: degreesOf(r.lon, TENTH_MINUTE_PER_DEGREE, 180),
    lat: degreesOf(r.lat, TENTH_MINUTE_PER_DEGREE, 90),
    courseDeg: headingOf(r.course),
    raim: r.raim,
    latencyOver5s: r.latency,
  }
}

export function fromLongRange(m: LongRangePosition): RawLongRange {
  return {
    type: 27,
    repeat: m.repeat,
    mmsi: m.mmsi,
    accuracy: m.accurate,
    raim: m.raim,
    status: m.status,
    lon: rawDegrees('lon', m.lon, TENTH_MINUTE_PER_DEGREE, 180),
    lat: rawDegrees('lat', m.lat, TENTH_MINUTE_PER_DEGREE, 90),
    speed:
      m.speedKn === null
        ? LONG_RANGE_SPEED_NOT_AVAILABLE
        : capped('speedKn', m.speedKn, LONG_RANGE_SPEED_NOT_AVAILABLE - 1),
    course: m.courseDeg === null ? LONG_RANGE_COURSE_NOT_AVAILABLE : turned('courseDeg', m.courseDeg, 360),
    latency: m.latencyOver5s,
  }
}
