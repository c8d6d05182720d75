import { eastMPerDeg, northMPerDeg } from '@basinet/geodesy'
import { contactName, trackKey } from '../contract/contact-key.ts'
import type { RadarStatus } from '../contract/fused.ts'
import { ellipseOf } from './ellipse.ts'
import type { FusedContact, Ingredient } from './fusion.ts'
import type { PlaceVariance, SystemReport } from './system-report.ts'

/** Tracks of other centres held at once; what comes beyond is counted. */
const TRACKS_MAX = 3000
/** Centres told apart. */
const CENTRES_MAX = 32
/** Silent for so long a track has ended: several turns of the slowest radars. */
const SILENT_MS = 45_000
/** Of a centre that does not say how sure it is, one standard deviation: house's figure, far above any tracker's own. */
const UNSAID_SIGMA_M = 500
const UNSAID_SIGMA_MPS = { air: 15, surface: 3 } as const
/** No centre is believed to be better than this: its registration against ours is not known. */
const SIGMA_LEAST_M = 30
/** A radar's plot older than this is in the track no more. */
const RADAR_FRESH_S = 30
const KN = 1852 / 3600
const RADIAN = Math.PI / 180

interface Held {
  report: SystemReport
  readonly source: number
  readonly feed: string
  readonly firstMs: number
  readonly number: number
  count: number
}

/** A held track run on to a moment. */
export interface SystemTrack {
  /** `sac/sic/number`. */
  readonly id: string
  readonly centre: string
  readonly report: SystemReport
  readonly lon: number
  readonly lat: number
  readonly variance: PlaceVariance
  /** A radar saw it lately; null: the centre does not say. */
  readonly byRadar: boolean | null
  readonly ingredient: Ingredient
  /** The contact that it is where nothing here is the same craft. */
  readonly contact: FusedContact
}

/** What trackers of other centres told (ASTERIX 062), newest first by its own number. */
export class SystemTracks {
  left = 0
  private readonly held = new Map<string, Held>()
  private readonly centres = new Map<
    string,
    { sac: number; sic: number; feed: string; lastMs: number; count: number }
  >()
  private nextNumber: number

  /** @param startMs numbers of tracks begin with it, half the range away from those of the fusion */
  constructor(startMs: number) {
    this.nextNumber = Math.floor(startMs / 1000) + 473_000_000
  }

  take(report: SystemReport, source: number, feed: string): void {
    const centre = `${report.sac}/${report.sic}`
    let seen = this.centres.get(centre)
    if (seen === undefined) {
      if (this.centres.size >= CENTRES_MAX) return
      this.centres.set(centre, (seen = { sac: report.sac, sic: report.sic, feed, lastMs: 0, count: 0 }))
    }
    seen.feed = feed
    seen.count++
    seen.lastMs = Math.max(seen.lastMs, report.atMs)
    const id = `${centre}/${report.number}`
    const known = this.held.get(id)
    if (known !== undefined && report.atMs <= known.report.atMs) return
    if (report.ended) this.held.delete(id)
    else if (known !== undefined && known.source === source) {
      known.report = report
      known.count++
    } else if (this.held.size >= TRACKS_MAX) this.left++
    else {
      const number = this.nextNumber++
      this.held.set(id, { report, source, feed, firstMs: report.atMs, number, count: 1 })
    }
  }

  /** Every track run on to a moment; drops those that are silent. */
  at(nowMs: number): SystemTrack[] {
    for (const [id, { report }] of this.held) if (nowMs - report.atMs > SILENT_MS) this.held.delete(id)
    return [...this.held].map(([id, held]) => trackOf(id, held, nowMs))
  }

  status(nowMs: number): RadarStatus[] {
    return [...this.centres.values()].map((seen) => ({
      name: `SAC ${seen.sac} SIC ${seen.sic}`,
      sac: seen.sac,
      sic: seen.sic,
      feed: seen.feed,
      state: nowMs - seen.lastMs > SILENT_MS ? 'silent' : 'system',
      lastAt: Math.round(seen.lastMs),
      plots: seen.count,
      late: 0,
      scanSeconds: null,
      detectionRate: null,
      bias: null,
    }))
  }
}

function trackOf(id: string, held: Held, nowMs: number): SystemTrack {
  const { report, source, firstMs, number, count } = held
  const seconds = (nowMs - report.atMs) / 1000
  const lat = report.lat + (report.vy * seconds) / northMPerDeg(report.lat)
  const lon = report.lon + (report.vx * seconds) / eastMPerDeg(report.lat)
  const variance = varianceAt(report, seconds)
  const who = [report.callsign, report.address?.toString(16).toUpperCase().padStart(6, '0')]
  const ingredient: Ingredient = {
    kind: 'system',
    radar: null,
    source,
    lastMs: Math.round(report.atMs),
    count,
    name: [`SAC ${report.sac} SIC ${report.sic} #${report.number}`, ...who].filter(Boolean).join(' '),
  }
  const byRadar =
    report.radarAgeS === null ? (report.adsbAgeS === null ? null : false) : report.radarAgeS <= RADAR_FRESH_S
  const key = trackKey(number)
  const contact: FusedContact = {
    key,
    track: contactName(key),
    state: byRadar === false ? 'cooperative-only' : 'radar-only',
    sinceMs: Math.round(firstMs),
    atMs: Math.round(nowMs),
    lon,
    lat,
    sogKn: Math.hypot(report.vx, report.vy) / KN,
    cogDeg: (Math.atan2(report.vx, report.vy) / RADIAN + 360) % 360,
    ellipse: ellipseOf(variance.xx, variance.xy, variance.yy),
    air: report.air,
    ...(report.altitudeM === null ? {} : { altitudeM: report.altitudeM }),
    ingredients: [ingredient],
  }
  return {
    id,
    centre: `${report.sac}/${report.sic}`,
    report,
    lon,
    lat,
    variance,
    byRadar,
    ingredient,
    contact,
  }
}

/** Own variances, those of a centre that says none, and what the velocity adds until the moment. */
function varianceAt({ variance, sigmaSpeed, air }: SystemReport, seconds: number): PlaceVariance {
  const { xx, xy, yy } = variance ?? { xx: UNSAID_SIGMA_M ** 2, yy: UNSAID_SIGMA_M ** 2, xy: 0 }
  const drift = ((sigmaSpeed ?? UNSAID_SIGMA_MPS[air ? 'air' : 'surface']) * seconds) ** 2
  const floor = SIGMA_LEAST_M ** 2
  return { xx: xx + drift + floor, yy: yy + drift + floor, xy }
}
