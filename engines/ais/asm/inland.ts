import { flag, i, lat27, lon28, monthToMinute, spare, text, u, type AsmField } from './layout.ts'

/** DAC 200 FI 10, inland ship and voyage (Inland AIS, UNECE TRANS/SC.3/176 and CESNI/ES-RIS). */
export const INLAND_STATIC: readonly AsmField[] = [
  text('vesselId', 8, 'vin'),
  u('lengthM', 13, { gpsd: 'length', divisor: 10, na: 0 }),
  u('beamM', 10, { gpsd: 'beam', divisor: 10, na: 0 }),
  u('eriShipType', 14, { gpsd: 'shiptype' }),
  u('hazard', 3, { naFrom: 5 }),
  u('draughtM', 11, { gpsd: 'draught', divisor: 100, na: 0 }),
  u('loaded', 2, { na: 0 }),
  flag('speedQuality', 'speed_q'),
  flag('courseQuality', 'course_q'),
  flag('headingQuality', 'heading_q'),
  spare(8),
]

const PLACE: readonly AsmField[] = [
  text('country', 2),
  text('locode', 3),
  text('section', 5),
  text('terminal', 5),
  text('hectometre', 5),
]

/** DAC 200 FI 21, ETA at a lock, bridge or terminal (addressed). */
export const LOCK_ETA: readonly AsmField[] = [
  ...PLACE,
  ...monthToMinute(''),
  u('tugs', 3, { naFrom: 7 }),
  u('airDraughtM', 12, { gpsd: 'airdraught', divisor: 100, na: 0 }),
  spare(5),
]

/** DAC 200 FI 22, RTA at a lock, bridge or terminal (addressed). */
export const LOCK_RTA: readonly AsmField[] = [
  ...PLACE,
  ...monthToMinute(''),
  u('status', 2, { naFrom: 3 }),
  spare(2),
]

/** DAC 200 FI 24, water levels, and its gauges (cm against the local reference, 0 unknown). */
export const WATER_LEVELS: readonly AsmField[] = [text('country', 2)]
export const GAUGE_ROW: readonly AsmField[] = [
  u('gauge', 11, { gpsd: 'id', na: 0 }),
  i('levelCm', 14, { gpsd: 'level', na: 0 }),
]

/** DAC 200 FI 40, signal status: nine lights as decimal digits in `lights`. */
export const SIGNAL_STATUS: readonly AsmField[] = [
  lon28(),
  lat27(),
  u('form', 4),
  u('facingDeg', 9, { gpsd: 'facing', naFrom: 360 }),
  u('direction', 3),
  u('lights', 30, { gpsd: 'status' }),
  spare(11),
]

/** DAC 200 FI 55, persons on board (addressed). */
export const INLAND_PERSONS: readonly AsmField[] = [
  u('crew', 8, { naFrom: 255 }),
  u('passengers', 13, { naFrom: 8191 }),
  u('personnel', 8, { naFrom: 255 }),
]

/** DAC 200 FI 23, weather warning. `minimum` and `maximum`: 254 stands for more than 253, −254 for less. */
export const EMMA: readonly AsmField[] = [
  u('startYear', 8, { gpsd: 'start_year', offset: 2000, na: 0 }),
  u('startMonth', 4, { gpsd: 'start_month', na: 0 }),
  u('startDay', 5, { gpsd: 'start_day', na: 0 }),
  u('endYear', 8, { gpsd: 'end_year', offset: 2000, na: 0 }),
  u('endMonth', 4, { gpsd: 'end_month', na: 0 }),
  u('endDay', 5, { gpsd: 'end_day', na: 0 }),
  u('startHour', 5, { gpsd: 'start_hour', naFrom: 24 }),
  u('startMinute', 6, { gpsd: 'start_minute', naFrom: 60 }),
  u('endHour', 5, { gpsd: 'end_hour', naFrom: 24 }),
  u('endMinute', 6, { gpsd: 'end_minute', naFrom: 60 }),
  lon28('startLon', 'start_lon'),
  lat27('startLat', 'start_lat'),
  lon28('endLon', 'end_lon'),
  lat27('endLat', 'end_lat'),
  u('warning', 4, { na: 0 }),
  i('minimum', 9, { gpsd: 'min', naFrom: 255 }),
  i('maximum', 9, { gpsd: 'max', naFrom: 255 }),
  u('severity', 2, { gpsd: 'intensity', na: 0 }),
  u('windDirection', 4, { gpsd: 'wind', na: 0 }),
  spare(6),
]
