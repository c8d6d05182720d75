import { Registration, type BiasEstimate } from '../registration/registration.ts'
import type { RadarSite, Scan } from '../sensor/site.ts'
import type { TrackerOptions } from '../tracker/options.ts'
import { Tracker } from '../tracker/tracker.ts'
import { Contact, type Report } from './contact.ts'
import { Correlation } from './correlation.ts'
import { PlotsByRange } from './plots-by-range.ts'

/** A contact without a report for so long is let go, s (class A at anchor reports every 3 minutes). */
const CONTACT_SECONDS = 400
/** A contact is compared with radar tracks for so long after its last report, s. */
const FRESH_SECONDS = 30
/** The most identities that are held; the longest silent one makes room. */
const CONTACTS_MAX = 20_000
/** Squared distance beyond which a report of a correlated craft is not fused into its track. */
const FUSE_GATE = 16

/** One craft of the picture. */
export interface SystemTrack {
  /** Seen by radar and reporting, reporting without radar (out of coverage, or a false report inside it), radar alone (dark). */
  readonly state: 'correlated' | 'cooperative-only' | 'radar-only'
  /** Since when it is in this state, s. */
  readonly since: number
  /** Radar track; null for cooperative-only. */
  readonly track: number | null
  readonly identity: string | null
  readonly x: Float64Array
  readonly p: Float64Array
}

/** Radar tracks and reporting craft as one picture, with the radars' biases taken from the craft that report. */
export class SystemTracker {
  readonly tracker: Tracker
  private readonly registration: Registration
  private readonly contacts = new Map<string, Contact>()
  private readonly correlation = new Correlation()
  private readonly since = new Map<string, { state: SystemTrack['state']; t: number }>()

  constructor(sites: readonly RadarSite[], options: Partial<TrackerOptions> = {}) {
    this.tracker = new Tracker(sites, options)
    this.registration = new Registration(sites)
  }

  bias(radar: number): BiasEstimate {
    return this.registration.bias(radar)
  }

  report(report: Report): void {
    const contact = this.contacts.get(report.identity)
    if (contact === undefined) {
      this.makeRoom()
      this.contacts.set(report.identity, new Contact(report, this.tracker.options))
    } else contact.report(report)
    const track = this.correlation.trackOf(report.identity)
    if (track !== null) this.tracker.fuse(track, report, FUSE_GATE)
  }

  scan(scan: Scan): void {
    const { t } = scan
    const fresh = [...this.contacts.values()].filter((contact) => t - contact.lastReportAt <= FRESH_SECONDS)
    const plots = new PlotsByRange(scan.plots)
    const site = this.tracker.sites[scan.radar]
    for (const contact of fresh) {
      const near = site === undefined ? [] : plots.near(site, contact.roughly(t))
      if (near.length > 0) this.registration.learn(scan.radar, near, (at) => contact.known(at))
    }
    this.tracker.scan(scan, this.registration.bias(scan.radar))
    // At the end of the revolution: the tracks stand at their plots' own times, and an aircraft flies 700 m in one.
    const until = scan.plots.reduce((latest, plot) => Math.max(latest, plot.t), t)
    const places = fresh.map((contact) => ({ identity: contact.identity, ...contact.at(until) }))
    this.correlation.look(places, this.tracker.at(until))
    for (const [identity, contact] of this.contacts)
      if (t - contact.lastReportAt > CONTACT_SECONDS) this.contacts.delete(identity)
  }

  /** Every craft at a time. */
  picture(t: number): SystemTrack[] {
    const tracks = this.tracker.at(t).map(({ id, x, p }) => {
      const identity = this.correlation.identityOf(id)
      const state = identity === null ? ('radar-only' as const) : ('correlated' as const)
      return { state, track: id, identity, x, p }
    })
    const alone = [...this.contacts.values()]
      .filter(({ identity }) => this.correlation.trackOf(identity) === null)
      .map((contact) => ({
        state: 'cooperative-only' as const,
        track: null,
        identity: contact.identity,
        ...contact.at(t),
      }))
    const all = [...tracks, ...alone]
    const keys = new Set(all.map(keyOf))
    for (const key of this.since.keys()) if (!keys.has(key)) this.since.delete(key)
    return all.map((one) => ({ ...one, since: this.held(keyOf(one), one.state, t) }))
  }

  private held(key: string, state: SystemTrack['state'], t: number): number {
    const before = this.since.get(key)
    if (before?.state === state) return before.t
    this.since.set(key, { state, t })
    return t
  }

  private makeRoom(): void {
    if (this.contacts.size < CONTACTS_MAX) return
    const silent = [...this.contacts.values()].reduce((a, b) => (a.lastReportAt <= b.lastReportAt ? a : b))
    this.contacts.delete(silent.identity)
  }
}

function keyOf({ track, identity }: { track: number | null; identity: string | null }): string {
  return track === null ? `i${identity ?? ''}` : `t${track}`
}
