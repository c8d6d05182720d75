import { describe, expect, it } from 'vitest'
import { sharedPresent, sharedText } from '../../../tests/data/shared.ts'
import type { AisMessage } from '../message/message.ts'
import { communicationState } from '../radio/communication-state.ts'
import { createDecoder } from '../stream/decoder.ts'
import { jsonLines, type JsonObject } from '../testing/reference.ts'

/** AIS-catcher computes in single precision and prints six decimals; its steps are 0.01 and up but for positions. */
const STEP_TOLERANCE = 5e-5
const POSITION_TOLERANCE = (degrees: number): number => Math.max(6e-7, 2e-7 * Math.abs(degrees))

/** Members that are not fields of the message, or words for a code that is compared as a number. */
const NOT_FIELDS = new Set(['class', 'scaled', 'channel', 'nmea', 'timestamp', 'eta'])
const WORDS = /_text$/

/** Why a member of AIS-catcher v0.70 is not compared. The standard is ITU-R M.1371-5. */
const STANDARD_DECIDES: Readonly<Record<string, string>> = {
  power: '1371-6 gives a spare bit of messages 1-3 and 18 this meaning; -5 keeps it spare',
  vdes_capabilities: '1371-6 only; spare in -5 table 77',
  '3.slot_timeout': 'message 3 carries ITDMA state (-5 Annex 8 §3.1); AIS-catcher reads SOTDMA',
  '3.slot_offset': 'message 3 carries ITDMA state',
  '3.slot_number': 'message 3 carries ITDMA state',
  '3.received_stations': 'message 3 carries ITDMA state',
  '3.utc_hour': 'message 3 carries ITDMA state',
  '3.utc_minute': 'message 3 carries ITDMA state',
  '6.requested_dac': 'international function messages 2 and 3 are read as raw data here',
  '6.requested_fid': 'international function messages 2 and 3 are read as raw data here',
}

type Read = (m: AisMessage) => unknown
type Of<T extends AisMessage['type']> = Extract<AisMessage, { type: T }>

function only<T extends AisMessage['type']>(types: readonly T[], read: (m: Of<T>) => unknown): Read {
  return (m) => {
    if (!(types as readonly number[]).includes(m.type)) throw new Error(`no such field in message ${m.type}`)
    return read(m as Of<T>)
  }
}

/** Any member by our name, whatever the type. */
const member =
  (...names: string[]): Read =>
  (m) => {
    const object = m as unknown as Record<string, unknown>
    const name = names.find((candidate) => candidate in object)
    return name === undefined ? undefined : object[name]
  }
const asm = (name: string): Read => only([6, 8], (m) => m.content?.fields[name])
const state =
  (name: string): Read =>
  (m) =>
    (communicationState(m) as unknown as Record<string, unknown> | null)?.[name]
const oneOr =
  (own: Read, other: Read): Read =>
  (m) =>
    m.type === 8 || m.type === 6 ? other(m) : own(m)

function hex(m: { bits: number; data: Uint8Array }): string {
  return `${m.bits}:${Buffer.from(m.data).toString('hex')}`
}

/** AIS-catcher's member → our field. */
const FIELDS: Readonly<Record<string, Read>> = {
  type: member('type'),
  repeat: member('repeat'),
  mmsi: member('mmsi'),
  status: member('status'),
  turn_unscaled: only([1, 2, 3], (m) =>
    m.turnDegPerMin === null
      ? m.turnHard * 127 || -128
      : Math.sign(m.turnDegPerMin) * Math.round(4.733 * Math.sqrt(Math.abs(m.turnDegPerMin))),
  ),
  turn: only([1, 2, 3], (m) =>
    m.turnDegPerMin === null ? m.turnHard * 127 : Math.trunc(m.turnDegPerMin + 0.5),
  ),
  speed: member('speedKn'),
  accuracy: member('accurate'),
  lon: oneOr(member('lon'), asm('lon')),
  lat: oneOr(member('lat'), asm('lat')),
  course: member('courseDeg'),
  heading: member('headingDeg'),
  second: member('second'),
  maneuver: member('maneuver'),
  raim: member('raim'),
  radio: member('radio'),
  sync_state: state('syncState'),
  slot_timeout: state('slotTimeout'),
  slot_offset: state('slotOffset'),
  slot_number: state('slotNumber'),
  received_stations: state('receivedStations'),
  utc_hour: state('utcHour'),
  utc_minute: state('utcMinute'),
  year: member('year'),
  month: oneOr(member('month', 'etaMonth'), asm('month')),
  day: oneOr(member('day', 'etaDay'), asm('day')),
  hour: oneOr(member('hour', 'etaHour'), asm('hour')),
  minute: oneOr(member('minute', 'etaMinute'), asm('minute')),
  epfd: member('epfd'),
  transmission_control: member('longRangeControl'),
  ais_version: member('aisVersion'),
  imo: member('imo'),
  callsign: member('callSign'),
  shipname: member('shipName'),
  name: member('name'),
  shiptype: oneOr(member('shipType'), asm('eriShipType')),
  to_bow: member('toBowM'),
  to_stern: member('toSternM'),
  to_port: member('toPortM'),
  to_starboard: member('toStarboardM'),
  draught: (m) => (m.type === 8 ? (asm('draughtM')(m) ?? 0) : member('draughtM')(m)),
  destination: member('destination'),
  dte: (m) => member('dteReady')(m) === false,
  partno: only([24], (m) => (m.part === 'A' ? 0 : 1)),
  vendorid: member('vendorId'),
  model: member('unitModel'),
  serial: member('unitSerial'),
  mothership_mmsi: member('mothershipMmsi'),
  reserved: member('reserved'),
  cs: member('carrierSense'),
  display: member('display'),
  dsc: member('dsc'),
  band: member('wholeBand'),
  msg22: member('message22'),
  assigned: member('assigned'),
  alt: member('altitudeM'),
  alt_sensor: member('altitudeBarometric'),
  aid_type: member('aidType'),
  off_position: oneOr(member('offPosition'), asm('offPosition')),
  aton_status: only([21], (m) => m.status),
  virtual_aid: member('virtual'),
  seqno: member('seqno'),
  dest_mmsi: member('destMmsi'),
  retransmit: member('retransmit'),
  dac: member('dac'),
  fid: member('fid'),
  data: only([6, 8, 17], hex),
  text: member('text'),
  txrx: member('txrx'),
  interval: member('interval'),
  quiet: member('quietMinutes'),
  station_type: member('stationType'),
  ne_lon: only([23], (m) => m.area.northEastLon),
  ne_lat: only([23], (m) => m.area.northEastLat),
  sw_lon: only([23], (m) => m.area.southWestLon),
  sw_lat: only([23], (m) => m.area.southWestLat),
  vin: asm('vesselId'),
  length: asm('lengthM'),
  beam: asm('beamM'),
  hazard: (m) => asm('hazard')(m) ?? 5,
  loaded: (m) => asm('loaded')(m) ?? 0,
  speed_q: asm('speedQuality'),
  course_q: asm('courseQuality'),
  heading_q: asm('headingQuality'),
  ana_int: (m) => asm('supplyVolts')(m) ?? 0,
  ana_ext1: (m) => asm('external1Volts')(m) ?? 0,
  ana_ext2: (m) => asm('external2Volts')(m) ?? 0,
  racon: asm('racon'),
  health: (m) => Number(asm('alarm')(m)),
  stat_ext: asm('statusExternal'),
  wspeed: asm('windSpeedKn'),
  wgust: asm('windGustKn'),
  wdir: asm('windDirectionDeg'),
  wgustdir: asm('gustDirectionDeg'),
  humidity: asm('humidityPercent'),
  airtemp: asm('airTemperatureC'),
  dewpoint: asm('dewPointC'),
  pressure: asm('pressureHpa'),
  pressuretend: (m) => asm('pressureTendency')(m) ?? 3,
  visibility: asm('visibilityNm'),
  waterlevel: asm('waterLevelM'),
  watertemp: asm('waterTemperatureC'),
  leveltrend: (m) => asm('waterLevelTrend')(m) ?? 3,
  cspeed: asm('currentSpeedKn'),
  cdir: asm('currentDirectionDeg'),
  cspeed2: asm('current2SpeedKn'),
  cdir2: asm('current2DirectionDeg'),
  cdepth2: asm('current2DepthM'),
  cspeed3: asm('current3SpeedKn'),
  cdir3: asm('current3DirectionDeg'),
  cdepth3: asm('current3DepthM'),
  waveheight: asm('waveHeightM'),
  waveperiod: asm('wavePeriodS'),
  wavedir: asm('waveDirectionDeg'),
  swellheight: asm('swellHeightM'),
  swellperiod: asm('swellPeriodS'),
  swelldir: asm('swellDirectionDeg'),
  preciptype: (m) => asm('precipitation')(m) ?? 7,
  salinity: asm('salinityPermille'),
  ice: (m) => asm('ice')(m) ?? 3,
  seastate: (m) => asm('seaState')(m) ?? 15,
}
const NUMBERED: readonly [RegExp, (m: AisMessage, n: number) => unknown][] = [
  [/^mmsiseq(\d)$/, (m, n) => only([7, 13], (a) => a.acknowledged[n - 1]?.seqno)(m)],
  [/^mmsi(\d)$/, (m, n) => numberedMmsi(m, n)],
  [/^offset(\d)$/, (m, n) => numberedSlot(m, n, 'offset')],
  [/^increment(\d)$/, (m, n) => numberedSlot(m, n, 'increment')],
  [/^number(\d)$/, (m, n) => numberedSlot(m, n, 'slots')],
  [/^timeout(\d)$/, (m, n) => numberedSlot(m, n, 'timeoutMin')],
  [/^type(1)_1$/, (m) => only([15], (a) => a.firstType)(m)],
  [/^offset(1)_1$/, (m) => only([15], (a) => a.firstOffset)(m)],
  [/^type(1)_2$/, (m) => only([15], (a) => a.secondType)(m)],
  [/^offset(1)_2$/, (m) => only([15], (a) => a.secondOffset)(m)],
  [/^type(2)_1$/, (m) => only([15], (a) => a.otherType)(m)],
  [/^offset(2)_1$/, (m) => only([15], (a) => a.otherOffset)(m)],
]

function numberedMmsi(m: AisMessage, n: number): unknown {
  if (m.type === 15) return n === 1 ? m.firstMmsi : m.otherMmsi
  if (m.type === 16) return m.assignments[n - 1]?.mmsi ?? 0
  return only([7, 13], (a) => a.acknowledged[n - 1]?.mmsi)(m)
}

/** AIS-catcher prints absent reservations and assignments as 0. */
function numberedSlot(m: AisMessage, n: number, name: string): unknown {
  const list: readonly object[] = m.type === 16 ? m.assignments : m.type === 20 ? m.reservations : []
  return (list[n - 1] as Record<string, unknown> | undefined)?.[name] ?? 0
}

function ourValue(m: AisMessage, key: string): unknown {
  const read = FIELDS[key]
  if (read) return read(m)
  for (const [pattern, numbered] of NUMBERED) {
    const match = pattern.exec(key)
    if (match) return numbered(m, Number(match[1]))
  }
  throw new Error(`no field of ours for AIS-catcher's "${key}" of message ${m.type}`)
}

function same(name: string, theirs: unknown, mine: unknown): boolean {
  if (typeof theirs !== 'number' || typeof mine !== 'number') return theirs === mine
  const tolerance = /lon|lat/.test(name) ? POSITION_TOLERANCE(theirs) : STEP_TOLERANCE
  return Math.abs(theirs - mine) <= tolerance
}

function decodeOne(sentences: readonly string[]): AisMessage {
  const messages: AisMessage[] = []
  const problems: string[] = []
  const decoder = createDecoder({
    report: (report) => messages.push(report.message),
    problem: (problem) => problems.push(problem.message),
  })
  decoder.push(Buffer.from(`${sentences.join('\n')}\n`, 'latin1'))
  decoder.end()
  expect(problems).toEqual([])
  expect(messages.length).toBe(1)
  return messages[0]!
}

function failuresOf(reference: JsonObject): { compared: number; failures: string[] } {
  const sentences = reference['nmea'] as string[]
  const message = decodeOne(sentences)
  const failures: string[] = []
  let compared = 0
  for (const [name, theirs] of Object.entries(reference)) {
    if (NOT_FIELDS.has(name) || WORDS.test(name)) continue
    if (name in STANDARD_DECIDES || `${message.type}.${name}` in STANDARD_DECIDES) continue
    compared++
    const mine = ourValue(message, name)
    if (!same(name, theirs, mine))
      failures.push(`${sentences.join(' ')} ${name}: ${String(theirs)} ours ${String(mine)}`)
  }
  return { compared, failures }
}

describe.runIf(sharedPresent)('messages as AIS-catcher v0.70 reads them', () => {
  it.each([
    ['dma-ais250.aiscatcher.jsonl', 235],
    ['dma-stream-a.aiscatcher.jsonl', 2357],
  ])('%s: every field it has, sentence by sentence', (name, count) => {
    const references = jsonLines(sharedText(`maritime/ais/${name}`) ?? '')
    expect(references.length).toBe(count)
    const results = references.map(failuresOf)
    expect(results.flatMap((result) => result.failures)).toEqual([])
    expect(results.reduce((sum, result) => sum + result.compared, 0)).toBeGreaterThan(count * 10)
  })
})

describe.runIf(!sharedPresent)('messages as AIS-catcher v0.70 reads them (data absent)', () => {
  it('says that its recordings are absent', () => {
    expect(sharedText('maritime/ais/dma-ais250.aiscatcher.jsonl')).toBeNull()
  })
})
