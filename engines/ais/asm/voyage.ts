import { flag, lat24, lat27, lon25, lon28, monthToMinute, spare, text, u, type AsmField } from './layout.ts'

/** DAC 1 FI 12, dangerous cargo (IMO SN/Circ.236; addressed). */
export const DANGEROUS_CARGO_236: readonly AsmField[] = [
  text('lastPort', 5, 'lastport'),
  ...monthToMinute('departure', 'l'),
  text('nextPort', 5, 'nextport'),
  ...monthToMinute('eta', 'n'),
  text('dangerousGood', 20, 'dangerous'),
  text('imdCategory', 4, 'imdcat'),
  u('unNumber', 13, { gpsd: 'unid', na: 0 }),
  u('amount', 10),
  u('unit', 2),
  spare(3),
]

/** DAC 1 FI 13, fairway closed (IMO SN/Circ.236). */
export const FAIRWAY_CLOSED: readonly AsmField[] = [
  text('reason', 20),
  text('closedFrom', 20, 'closefrom'),
  text('closedTo', 20, 'closeto'),
  u('radius', 10, { naFrom: 1001 }),
  u('radiusUnit', 2, { gpsd: 'extunit' }),
  u('fromDay', 5, { gpsd: 'fday', na: 0 }),
  u('fromMonth', 4, { gpsd: 'fmonth', na: 0 }),
  u('fromHour', 5, { gpsd: 'fhour', naFrom: 24 }),
  u('fromMinute', 6, { gpsd: 'fminute', naFrom: 60 }),
  u('toDay', 5, { gpsd: 'tday', na: 0 }),
  u('toMonth', 4, { gpsd: 'tmonth', na: 0 }),
  u('toHour', 5, { gpsd: 'thour', naFrom: 24 }),
  u('toMinute', 6, { gpsd: 'tminute', naFrom: 60 }),
  spare(4),
]

/** DAC 1 FI 14 head (IMO SN/Circ.236) and FI 32 head (SN.1/Circ.289), tidal window. */
export const TIDAL_HEAD: readonly AsmField[] = [u('month', 4, { na: 0 }), u('day', 5, { na: 0 })]

const tidalTimes: readonly AsmField[] = [
  u('fromHour', 5, { gpsd: 'from_hour', naFrom: 24 }),
  u('fromMinute', 6, { gpsd: 'from_min', naFrom: 60 }),
  u('toHour', 5, { gpsd: 'to_hour', naFrom: 24 }),
  u('toMinute', 6, { gpsd: 'to_min', naFrom: 60 }),
  u('currentDirectionDeg', 9, { gpsd: 'cdir', naFrom: 360 }),
]
export const TIDAL_ROW_236: readonly AsmField[] = [
  lat27(),
  lon28(),
  ...tidalTimes,
  u('currentSpeedKn', 7, { gpsd: 'cspeed', divisor: 10, naFrom: 127 }),
]
export const TIDAL_ROW_289: readonly AsmField[] = [
  lon25(),
  lat24(),
  ...tidalTimes,
  u('currentSpeedKn', 8, { gpsd: 'cspeed', divisor: 10, naFrom: 252 }),
]

/** DAC 1 FI 15, air draught (IMO SN/Circ.236): 204.7 = 204.7 m or more. */
export const AIR_DRAUGHT: readonly AsmField[] = [
  u('airDraughtM', 11, { gpsd: 'airdraught', divisor: 10, na: 0 }),
  spare(5),
]

/** DAC 1 FI 16, persons on board: 8191 = 8191 or more. */
export const PERSONS: readonly AsmField[] = [u('persons', 13, { na: 0 }), spare(3)]

/** DAC 1 FI 18, clearance to enter port (IMO SN.1/Circ.289; addressed). */
export const CLEARANCE: readonly AsmField[] = [
  u('linkage', 10),
  ...monthToMinute(''),
  text('portName', 20, 'portname'),
  text('destination', 5),
  lon25(),
  lat24(),
]

/** The services of FI 20 in order; 0 not available or requested, 1 available, 2 no data. */
const SERVICES = [
  'agent',
  'fuel',
  'chandler',
  'stevedore',
  'electrical',
  'water',
  'customs',
  'cartage',
  'crane',
  'lift',
  'medical',
  'navrepair',
  'provisions',
  'shiprepair',
  'surveyor',
  'steam',
  'tugs',
  'solidwaste',
  'liquidwaste',
  'hazardouswaste',
  'ballast',
  'additional',
  'regional1',
  'regional2',
  'future1',
  'future2',
] as const

/** DAC 1 FI 20, berthing data (IMO SN.1/Circ.289; addressed). */
export const BERTHING: readonly AsmField[] = [
  u('linkage', 10),
  u('berthLengthM', 9, { gpsd: 'berth_length', na: 0 }),
  u('berthDepthM', 8, { gpsd: 'berth_depth', divisor: 10, na: 0 }),
  u('mooringPosition', 3, { gpsd: 'position' }),
  ...monthToMinute(''),
  flag('servicesKnown', 'availability'),
  ...SERVICES.map((name) => u(name, 2)),
  text('berthName', 20, 'berth_name'),
  lon25('lon', 'berth_lon'),
  lat24('lat', 'berth_lat'),
]

export const BERTHING_SERVICES: readonly string[] = SERVICES

const SOLAS_EQUIPMENT = [
  'ais',
  'trackingAid',
  'bnwas',
  'ecdisBackup',
  'paperChart',
  'echoSounder',
  'plottingAid',
  'emergencySteering',
  'gnss',
  'gyroCompass',
  'lrit',
  'magneticCompass',
  'navtex',
  'arpa',
  'sBandRadar',
  'xBandRadar',
  'hfRadio',
  'inmarsat',
  'mfRadio',
  'vhfRadio',
  'groundLog',
  'waterLog',
  'headingDevice',
  'trackControl',
  'voyageRecorder',
] as const

/** DAC 1 FI 24, extended ship and voyage data (IMO SN.1/Circ.289). */
export const EXTENDED_STATIC: readonly AsmField[] = [
  u('linkage', 10),
  u('airDraughtM', 13, { divisor: 100, na: 0 }),
  text('lastPort', 5),
  text('nextPort', 5),
  text('secondPort', 5),
  ...SOLAS_EQUIPMENT.map((name) => u(name, 2)),
  spare(2),
  u('iceClass', 4, { naFrom: 15 }),
  u('shaftPowerHp', 18, { naFrom: 262_143 }),
  u('vhfChannel', 12, { na: 0 }),
  text('lloydsShipType', 7),
  u('grossTonnage', 18, { naFrom: 262_143 }),
  u('laden', 2, { na: 0 }),
  u('heavyFuelOil', 2, { na: 0 }),
  u('lightFuelOil', 2, { na: 0 }),
  u('dieselOil', 2, { na: 0 }),
  u('bunkerTonnes', 14, { naFrom: 16_383 }),
  u('persons', 13, { na: 0 }),
  spare(10),
]

/** DAC 1 FI 25, dangerous cargo (IMO SN.1/Circ.289; addressed), and its rows. */
export const DANGEROUS_CARGO_289: readonly AsmField[] = [u('unit', 2), u('amount', 10, { na: 0 })]
export const CARGO_ROW: readonly AsmField[] = [u('code', 4), u('subtype', 13)]

/** DAC 1 FI 27 and 28, route (IMO SN.1/Circ.289), and its waypoints. */
export const ROUTE: readonly AsmField[] = [
  u('linkage', 10),
  u('sender', 3),
  u('routeType', 5, { gpsd: 'rtype' }),
  ...monthToMinute(''),
  u('durationMin', 18, { gpsd: 'duration', naFrom: 262_143 }),
  u('waypointCount', 5, { gpsd: 'waycount' }),
]
export const WAYPOINT_ROW: readonly AsmField[] = [lon28(), lat27()]

/** DAC 1 FI 19, marine traffic signal (IMO SN.1/Circ.289). */
export const TRAFFIC_SIGNAL: readonly AsmField[] = [
  u('linkage', 10),
  text('station', 20),
  lon25(),
  lat24(),
  u('status', 2),
  u('signal', 5),
  u('hour', 5, { naFrom: 24 }),
  u('minute', 6, { naFrom: 60 }),
  u('nextSignal', 5, { gpsd: 'nextsignal' }),
]

/** DAC 1 FI 17, VTS targets: one row; the identifier is read apart, by its type. */
export const TARGET_ROW_TAIL: readonly AsmField[] = [
  spare(4),
  lat24(),
  lon25(),
  u('courseDeg', 9, { gpsd: 'course', naFrom: 360 }),
  u('second', 6),
  u('speedKn', 10, { gpsd: 'speed', na: 255 }),
]

/** DAC 235 and 250 FI 10, monitoring of an aid to navigation (IALA A-126; addressed). */
export const ATON_MONITORING: readonly AsmField[] = [
  u('supplyVolts', 10, { gpsd: 'ana_int', divisor: 20, na: 0 }),
  u('external1Volts', 10, { gpsd: 'ana_ext1', divisor: 20, na: 0 }),
  u('external2Volts', 10, { gpsd: 'ana_ext2', divisor: 20, na: 0 }),
  u('racon', 2),
  u('light', 2),
  flag('alarm'),
  u('statusExternal', 8, { gpsd: 'stat_ext' }),
  flag('offPosition', 'off_pos'),
  spare(4),
]
