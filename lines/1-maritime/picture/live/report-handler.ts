import type { AisMessage, AisReport } from '@basinet/ais'
import type { Alert } from '../rules/alert.ts'
import { emptyPositionUpdate, type StaticUpdate } from '../rules/update.ts'
import { classCode, NOT_AVAILABLE, toCog, toE7, toHeading, toSog } from '../positions/scaled.ts'
import type { PositionWriter } from '../positions/writer.ts'
import type { Board } from './board.ts'
import type { RulesPort } from './rules-port.ts'
import type { PointGate } from './storing.ts'
import type { ReportValve } from './report-valve.ts'
import { staticPart } from './static-part.ts'
import type { StaticPart, Statics } from './statics.ts'
import { vesselClass } from './vessel-class.ts'

export interface HandlerParts {
  readonly board: Board
  readonly statics: Statics
  readonly writer: PositionWriter
  readonly rules: RulesPort
  readonly raise: (alerts: readonly Alert[]) => void
  /** Older points would be dropped at once by the retention: they are not stored. */
  readonly storeAfterMs: () => number
  readonly gate: PointGate
  /** For the fusion with radar, which takes of it what it can. */
  readonly valve?: ReportValve
}

/** Takes one decoded report in: current picture, stored points, static data, rules. */
export type ReportHandler = (report: AisReport, atMs: number, source: number, station: string) => void

const STATUS_UNDEFINED = 15
const BASE_STATION = 4

/** Fields of every message that has a position; those it lacks are absent. */
interface Positioned {
  readonly lon: number | null
  readonly lat: number | null
  readonly speedKn?: number | null
  readonly courseDeg?: number | null
  readonly headingDeg?: number | null
  readonly status?: number
  readonly carrierSense?: boolean
}

export function createReportHandler(parts: HandlerParts): ReportHandler {
  const { rules, raise } = parts
  const update = emptyPositionUpdate()

  const position = (m: AisMessage & Positioned, atMs: number, source: number, station: string): void => {
    update.mmsi = m.mmsi
    update.atMs = atMs
    update.lon = m.lon ?? Number.NaN
    update.lat = m.lat ?? Number.NaN
    update.sogKn = m.speedKn ?? Number.NaN
    update.cogDeg = m.courseDeg ?? Number.NaN
    update.headingDeg = m.headingDeg ?? Number.NaN
    // Message 21's status is eight bits of the aid itself, no navigational status.
    const navStatus = m.type === 21 ? undefined : m.status
    update.navStatus = navStatus ?? STATUS_UNDEFINED
    update.messageType = m.type
    update.carrierSense = m.carrierSense ?? false
    update.station = station
    if (m.lon !== null && m.lat !== null) keep(parts, m, m.lon, m.lat, navStatus, atMs, source)
    const alerts = rules.position(update)
    if (alerts.length > 0) raise(alerts)
  }

  return (report, atMs, source, station) => {
    const m = report.message
    if (m.mmsi === 0) return
    const part = staticPart(m)
    if (part !== null) {
      parts.statics.put(m.mmsi, atMs, source, part)
      const slot = parts.board.slotOf(m.mmsi)
      if (slot !== undefined) parts.board.touch(slot)
      const alerts = rules.statics(staticUpdate(m, atMs, part, station))
      if (alerts.length > 0) raise(alerts)
    }
    if (m.type === 12 || m.type === 14) {
      const alerts = rules.text({
        mmsi: m.mmsi,
        atMs,
        messageType: m.type,
        text: m.text,
        station,
        ...(m.type === 12 ? { destMmsi: m.destMmsi } : {}),
      })
      if (alerts.length > 0) raise(alerts)
    }
    if (hasPosition(m)) position(m, atMs, source, station)
  }
}

/** Message 17 carries the place of a reference station, not of the sender. */
function hasPosition(m: AisMessage): m is AisMessage & Positioned {
  return 'lon' in m && m.type !== 17
}

function keep(
  parts: HandlerParts,
  m: AisMessage & Positioned,
  lon: number,
  lat: number,
  navStatus: number | undefined,
  atMs: number,
  source: number,
): void {
  const lonE7 = toE7(lon)
  const latE7 = toE7(lat)
  const sog = toSog(m.speedKn ?? null)
  const cog = toCog(m.courseDeg ?? null)
  const heading = toHeading(m.headingDeg ?? null)
  const status = navStatus ?? NOT_AVAILABLE
  const cls = classCode(vesselClass(m.type, m.mmsi))
  const slot = parts.board.put(m.mmsi, atMs, lonE7, latE7, sog, cog, heading, status, cls, source)
  if (slot >= 0 && m.type !== BASE_STATION) parts.valve?.offer(m.mmsi, atMs, lon, lat, source)
  // A base station tells its place every ten seconds and never moves.
  if (m.type === BASE_STATION || atMs < parts.storeAfterMs() || !parts.gate.keeps(slot, atMs)) return
  parts.writer.add(atMs, m.mmsi, lonE7, latE7, sog, cog, heading, status, cls, source)
}

function staticUpdate(m: AisMessage, atMs: number, part: StaticPart, station: string): StaticUpdate {
  const { toBowM: bow, toSternM: stern, toPortM: port, toStarboardM: starboard } = part
  return {
    mmsi: m.mmsi,
    atMs,
    messageType: m.type,
    station,
    ...optional('imo', part.imo),
    ...optional('name', part.name),
    ...optional('callSign', part.callSign),
    ...optional('shipType', part.shipType),
    ...optional('lengthM', sum(bow, stern)),
    ...optional('beamM', sum(port, starboard)),
  }
}

function sum(a: number | null | undefined, b: number | null | undefined): number | undefined {
  return typeof a === 'number' && typeof b === 'number' && a + b > 0 ? a + b : undefined
}

function optional<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]?: V })
}
