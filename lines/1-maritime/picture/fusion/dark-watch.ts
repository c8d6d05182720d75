import { quickDistanceM, type LonLat } from '@basinet/geodesy'
import { contactName } from '../contract/contact-key.ts'
import type { Alert } from '../rules/alert.ts'
import { DARK_THRESHOLDS, judgeDark } from './dark-contact.ts'
import type { FusedEntry } from './fused-entry.ts'

/** Contacts whose reception is asked for at once. */
const ASKED_MAX = 500
/** A contact that was explained by a craft beside it is not suspected again for so long. */
const EXPLAINED_MS = 10 * 60_000

/** Where a craft that reports was last, whether a radar holds it or not. */
type Reporters = Iterable<{ readonly lon: number; readonly lat: number }>

/** Looks for radar-only contacts where AIS would be heard: first asks how well it is heard there, then judges. */
export interface DarkWatch {
  /** Contacts worth a question; answer with `answer`. */
  ask(entries: readonly FusedEntry[], reporters: Reporters, nowMs: number): readonly LonLat[]
  answer(shares: readonly number[], nowMs: number): Alert[]
}

export function createDarkWatch(): DarkWatch {
  const raised = new Set<number>()
  const explained = new Map<number, number>()
  let asked: { readonly entry: FusedEntry; readonly nearestReporterM: number }[] = []

  return {
    ask(entries, reporters, nowMs) {
      const alive = new Set(entries.map(({ key }) => key))
      for (const key of raised) if (!alive.has(key)) raised.delete(key)
      for (const [key, atMs] of explained)
        if (!alive.has(key) || nowMs - atMs > EXPLAINED_MS) explained.delete(key)
      const places = [...reporters]
      asked = entries
        .filter(
          (e) =>
            e.state === 'radar-only' &&
            !e.air &&
            e.sogKn >= DARK_THRESHOLDS.speedMinKn &&
            !raised.has(e.key) &&
            !explained.has(e.key),
        )
        .slice(0, ASKED_MAX)
        .map((entry) => ({ entry, nearestReporterM: nearest(entry, places) }))
      return asked.map(({ entry: { lon, lat } }) => ({ lon, lat }))
    },
    answer(shares, nowMs) {
      const alerts: Alert[] = []
      for (const [n, { entry, nearestReporterM }] of asked.entries()) {
        const plots = entry.ingredients.reduce((sum, { count }) => sum + count, 0)
        const heldS = (entry.atMs - entry.sinceMs) / 1000
        const reception = shares[n] ?? 0
        const uncertaintyM = entry.ellipse.majorM
        const verdict = judgeDark({
          heldS,
          plots,
          speedKn: entry.sogKn,
          reception,
          nearestReporterM,
          uncertaintyM,
        })
        if (nearestReporterM <= DARK_THRESHOLDS.reporterClearM) explained.set(entry.key, nowMs)
        if (!verdict.raise) continue
        raised.add(entry.key)
        alerts.push(alertOf(entry, { ...verdict, heldS, reception, nearestReporterM }))
      }
      asked = []
      return alerts
    },
  }
}

function nearest(entry: LonLat, places: readonly LonLat[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const { lon, lat } of places)
    // A degree of latitude is 110 km at least: most are far.
    if (Math.abs(lat - entry.lat) < 0.1 && Math.abs(lon - entry.lon) < 0.1)
      least = Math.min(least, quickDistanceM(entry.lon, entry.lat, lon, lat))
  return least
}

function alertOf(
  entry: FusedEntry,
  found: {
    readonly score: number
    readonly severity: 'info' | 'warning'
    readonly heldS: number
    readonly reception: number
    readonly nearestReporterM: number
  },
): Alert {
  const name = contactName(entry.key)
  return {
    rule: 'dark.contact',
    episode: `dark.contact:${name}`,
    severity: found.severity,
    distress: false,
    atMs: entry.atMs,
    subject: { mmsi: entry.key, name },
    position: { lon: entry.lon, lat: entry.lat },
    why: {
      key: 'picture.alert.dark.contact',
      params: {
        minutes: Number((found.heldS / 60).toFixed(1)),
        speedKn: Number(entry.sogKn.toFixed(1)),
        courseDeg: Math.round(entry.cogDeg),
        receptionPercent: Math.round(found.reception * 100),
        scorePercent: Math.round(found.score * 100),
        radars: entry.names.join(', ').slice(0, 300),
      },
    },
    evidence: [
      {
        at: new Date(entry.atMs).toISOString(),
        lon: Number(entry.lon.toFixed(6)),
        lat: Number(entry.lat.toFixed(6)),
        sogKn: Number(entry.sogKn.toFixed(1)),
        cogDeg: Math.round(entry.cogDeg),
        ellipseMajorM: Math.round(entry.ellipse.majorM),
        ellipseMinorM: Math.round(entry.ellipse.minorM),
        score: Number(found.score.toFixed(2)),
        reception: Number(found.reception.toFixed(2)),
        nearestReporterM: Number.isFinite(found.nearestReporterM) ? Math.round(found.nearestReporterM) : null,
      },
      ...entry.ingredients.map((one, n) => ({
        radar: entry.names[n] ?? '',
        plots: one.count,
        lastAt: new Date(one.lastMs).toISOString(),
      })),
    ],
    areaId: null,
    watchListEntryId: null,
    otherMmsi: null,
  }
}
