import { createDecoder as createAdsbDecoder, SbsReader, formatOf, type Aircraft } from '@basinet/adsb'
import { createDecoder as createAsterixDecoder, type AsterixRecord } from '@basinet/asterix'
import type { FeedConfig, FeedConsumer, FeedStream, Found } from '@basinet/kernel/feeds'
import { reportTime } from '../live/report-time.ts'
import { aircraftOf, type AircraftReport } from './aircraft-report.ts'
import { momentOf, stampOf } from './asterix-time.ts'
import { plotOf, type RadarPlot } from './radar-plot.ts'
import { systemTrackOf, type SystemReport } from './system-report.ts'

export const ASTERIX = 'asterix'
const ADSB = 'adsb'
/** Contents of feeds that the fusion takes. */
export const FUSION_CONTENTS: readonly string[] = [ASTERIX, ADSB]

export interface FusionSinks {
  readonly simulated: boolean
  plot(feed: FeedConfig, plot: RadarPlot): void
  northMark(feed: FeedConfig, sac: number, sic: number, scanSeconds: number | null): void
  aircraft(feed: FeedConfig, report: AircraftReport): void
  /** Video of one direction (category 240). */
  video(feed: FeedConfig, record: Extract<AsterixRecord, { cat: 240 }>): void
  /** A track of another centre's tracker. */
  systemTrack(feed: FeedConfig, report: SystemReport): void
}

/** Blocks held back until the edition of a live source is chosen: fewer, because somebody waits. */
const HOLD_BLOCKS = 8
const NORTH_MARK = 1
const FOOT_M = 0.3048
const RECORDED_KINDS: ReadonlySet<string> = new Set(['file', 'replay'])

/** Decoders of radar and transponder feeds. */
export function createFusionConsumer(sinks: FusionSinks): FeedConsumer {
  return {
    framing: () => 'octets',
    open: (feed, stream, count) =>
      feed.content === ASTERIX ? openAsterix(sinks, feed, stream, count) : openAdsb(sinks, feed, count),
  }
}

interface Tally {
  messages: number
  errors: number
  duplicates: number
  clockErrors: number
  stampMs: number | null
}
const emptyTally = (): Tally => ({ messages: 0, errors: 0, duplicates: 0, clockErrors: 0, stampMs: null })

function openAsterix(
  sinks: FusionSinks,
  feed: FeedConfig,
  stream: string,
  count: (found: Found) => void,
): FeedStream {
  let tally = emptyTally()
  let receivedMs = 0
  const datagrams = feed.transport.kind === 'udp' || feed.transport.kind === 'simulated'
  const record = (r: AsterixRecord, recordedMs: number | null): void => {
    tally.messages++
    const stamp = stampOf(r)
    if (stamp === null) return
    const nearMs = feed.time === 'recorded' ? (recordedMs ?? receivedMs) : receivedMs
    const stampMs = stamp.timeOfDay === null ? null : momentOf(stamp.timeOfDay, nearMs, stamp.truncated)
    const { atMs, clockError } = reportTime(feed, stampMs, receivedMs, recordedMs)
    if (clockError) tally.clockErrors++
    else if (feed.time === 'station' && stampMs !== null)
      tally.stampMs = Math.max(tally.stampMs ?? 0, stampMs)
    if ((r.cat === 34 || r.cat === 2) && r.I000 === NORTH_MARK)
      sinks.northMark(feed, stamp.sac, stamp.sic, r.I041 ?? null)
    if (r.cat === 240) {
      sinks.video(feed, r)
      return
    }
    const plot = plotOf(r, atMs, sinks.simulated)
    if (plot !== null) sinks.plot(feed, plot)
    const aircraft = aircraftOf(r, atMs, sinks.simulated)
    if (aircraft !== null) sinks.aircraft(feed, aircraft)
    const track = systemTrackOf(r, atMs, sinks.simulated)
    if (track !== null) sinks.systemTrack(feed, track)
  }
  const decoder = createAsterixDecoder(
    {
      record: (r, where) => record(r, where.timeMs),
      problem: () => {
        tally.errors++
      },
    },
    { holdBlocks: HOLD_BLOCKS, ...(datagrams ? { framing: 'raw' } : {}) },
  )
  const settle = (): void => {
    const found = tally
    tally = emptyTally()
    count(found)
  }
  return {
    push(bytes, now) {
      receivedMs = now
      if (datagrams) decoder.pushDatagram(bytes, stream, now)
      else decoder.push(bytes)
      settle()
    },
    end() {
      decoder.end()
      settle()
    },
  }
}

function openAdsb(sinks: FusionSinks, feed: FeedConfig, count: (found: Found) => void): FeedStream {
  let tally = emptyTally()
  let receivedMs = 0
  const recorded = RECORDED_KINDS.has(feed.transport.kind) && feed.time === 'recorded'
  const settle = (): void => {
    const found = tally
    tally = emptyTally()
    count(found)
  }
  const problem = (): void => {
    tally.errors++
  }
  const frames = createAdsbDecoder({
    report: ({ position, aircraft, timeMs }) => {
      tally.messages++
      if (position === null || aircraft === null) return
      const atMs = recorded && timeMs !== null ? timeMs : receivedMs
      sinks.aircraft(feed, { ...said(aircraft), atMs, lon: position.lon, lat: position.lat })
    },
    problem,
  })
  const lines = createSbsLines(
    sinks,
    feed,
    () => receivedMs,
    recorded,
    () => tally,
    problem,
  )
  let form: 'frames' | 'sbs' | null = null
  return {
    push(bytes, now) {
      receivedMs = now
      form ??= formatOf(bytes, true) === 'sbs' ? 'sbs' : 'frames'
      if (form === 'sbs') lines.push(bytes)
      else frames.push(bytes, ...(recorded ? [] : [now]))
      settle()
    },
    end() {
      if (form === 'sbs') lines.end()
      else frames.end()
      settle()
    },
  }
}

function said(a: Readonly<Aircraft>): Omit<AircraftReport, 'atMs' | 'lon' | 'lat'> {
  const feet = a.geometricAltitudeFt ?? a.altitudeFt
  return {
    address: a.address,
    other: a.addressKind === 'other',
    sogKn: a.groundSpeedKn,
    trackDeg: a.trackDeg,
    callsign: a.callsign === null || a.callsign === '' ? null : a.callsign,
    altitudeM: feet === null ? null : feet * FOOT_M,
  }
}

/** Senders of one stream whose last words are kept: call sign and speed come in lines of their own. */
const SAID_MAX = 5000

function createSbsLines(
  sinks: FusionSinks,
  feed: FeedConfig,
  receivedMs: () => number,
  recorded: boolean,
  tally: () => Tally,
  problem: () => void,
): SbsReader {
  const known = new Map<number, Omit<AircraftReport, 'atMs' | 'lon' | 'lat'>>()
  return new SbsReader({
    message: (m) => {
      tally().messages++
      const before = known.get(m.address)
      const now = {
        address: m.address,
        other: false,
        sogKn: m.groundSpeedKn ?? before?.sogKn ?? null,
        trackDeg: m.trackDeg ?? before?.trackDeg ?? null,
        callsign: m.callsign ?? before?.callsign ?? null,
        altitudeM: m.altitudeFt === null ? (before?.altitudeM ?? null) : m.altitudeFt * FOOT_M,
      }
      known.delete(m.address)
      if (known.size >= SAID_MAX) {
        const [oldest] = known.keys()
        if (oldest !== undefined) known.delete(oldest)
      }
      known.set(m.address, now)
      if (m.lat === null || m.lon === null) return
      const atMs = recorded && m.generatedMs !== null ? m.generatedMs : receivedMs()
      sinks.aircraft(feed, { ...now, atMs, lon: m.lon, lat: m.lat })
    },
    problem,
  })
}
