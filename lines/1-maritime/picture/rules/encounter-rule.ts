import { northMPerDeg, quickDistanceM } from '@basinet/geodesy'
import type { OffshoreLook } from './behaviour-rule.ts'
import { lastEvidence, raise, round, utcHour, type RuleContext } from './rule-context.ts'

/**
 * Two vessels at most 500 m apart for at least two hours, by their median slower than 2 knots, at least 10 km out (Global Fishing Watch,
 * encounter events).
 */
interface EncounterRule {
  look(look: OffshoreLook, nowMs: number): void
  leave(slot: number): void
  /** Ends what has parted. */
  settle(nowMs: number): void
}

interface Meeting {
  readonly a: number
  readonly b: number
  readonly sinceMs: number
  readonly lon: number
  readonly lat: number
  lastMs: number
  looks: number
  slowLooks: number
  apartM: number
  said: boolean
}

/** Slow vessels offshore and pairs of them at once. */
const VESSELS_MAX = 20_000
const MEETINGS_MAX = 20_000
/** Not found near each other for so long, two have parted. */
const PARTED_MS = 12 * 60_000
/** Two fixes and antennas on two hulls: what has met stays met up to this much more, m. */
const SLACK_M = 100

export function createEncounterRule(ctx: RuleContext): EncounterRule {
  const near = new NearbyLooks(ctx.thresholds.encounterM + SLACK_M)
  const meetings = new Map<string, Meeting>()
  return {
    leave: (slot) => near.delete(slot),
    look(look, nowMs) {
      near.delete(look.slot)
      if (look.offshoreM < ctx.thresholds.encounterOffshoreM || near.size >= VESSELS_MAX) return
      near.add(look)
      for (const other of near.around(look)) {
        const meeting = met(ctx, meetings, look, other, nowMs)
        if (meeting === null || !isEncounter(ctx, meeting, nowMs)) continue
        meeting.said = true
        say(ctx, meeting, nowMs)
      }
    },
    settle(nowMs) {
      for (const [key, { lastMs }] of meetings) if (nowMs - lastMs > PARTED_MS) meetings.delete(key)
    },
  }
}

/** Counts a look at two that are near each other; null: they are not, or too many are. */
function met(
  ctx: RuleContext,
  meetings: Map<string, Meeting>,
  one: OffshoreLook,
  two: OffshoreLook,
  nowMs: number,
): Meeting | null {
  const { encounterM, encounterSpeedKn } = ctx.thresholds
  const apartM = quickDistanceM(one.lon, one.lat, two.lon, two.lat)
  const [a, b] = one.slot < two.slot ? [one.slot, two.slot] : [two.slot, one.slot]
  const key = `${a}-${b}`
  let meeting = meetings.get(key)
  if (apartM > encounterM + (meeting === undefined ? 0 : SLACK_M)) return null
  if (meeting === undefined) {
    if (meetings.size >= MEETINGS_MAX) return null
    const { lon, lat } = one
    meeting = {
      a,
      b,
      sinceMs: nowMs,
      lon,
      lat,
      lastMs: nowMs,
      looks: 0,
      slowLooks: 0,
      apartM: 0,
      said: false,
    }
    meetings.set(key, meeting)
  }
  meeting.lastMs = nowMs
  meeting.looks++
  meeting.apartM += apartM
  if ((one.sogKn + two.sogKn) / 2 < encounterSpeedKn) meeting.slowLooks++
  return meeting
}

/** Long enough, and slow by the median: in more than half of the looks. */
const isEncounter = ({ thresholds }: RuleContext, m: Meeting, nowMs: number): boolean =>
  !m.said && nowMs - m.sinceMs >= thresholds.encounterMs && m.slowLooks * 2 > m.looks

function say(ctx: RuleContext, meeting: Meeting, nowMs: number): void {
  const { a, b, sinceMs, looks, slowLooks } = meeting
  const meanM = meeting.apartM / looks
  // How steadily slow, and how near: side by side all the time is 1, at the very limits 1/4.
  const score = (slowLooks / looks) * (1 - meanM / (2 * ctx.thresholds.encounterM))
  const other = ctx.table.columns.mmsi[b]!
  raise(ctx, 'track.encounter', a, nowMs, {
    severity: score >= ctx.thresholds.behaviourWarningAt ? 'warning' : 'info',
    episode: `${other}:${utcHour(sinceMs)}`,
    otherMmsi: other,
    params: {
      other: ctx.nameOf(b) ?? String(other),
      hours: round((nowMs - sinceMs) / 3_600_000, 1),
      apartM: round(meanM),
      slowPercent: round((100 * slowLooks) / looks),
      scorePercent: round(score * 100),
    },
    evidence: [
      { at: new Date(sinceMs).toISOString(), lon: round(meeting.lon, 6), lat: round(meeting.lat, 6), looks },
      lastEvidence(ctx, a),
      lastEvidence(ctx, b),
    ],
  })
}

/** The last look at each vessel, by cells as wide as what is near: all that is lies in the cell or one beside it. */
class NearbyLooks {
  readonly #cellDeg: number
  readonly #looks = new Map<number, OffshoreLook & { readonly cell: string }>()
  readonly #cells = new Map<string, Set<number>>()

  constructor(nearM: number) {
    this.#cellDeg = nearM / northMPerDeg(0)
  }

  get size(): number {
    return this.#looks.size
  }

  add(look: OffshoreLook): void {
    const row = Math.floor(look.lat / this.#cellDeg)
    const cell = `${this.#column(look.lon, row)}/${row}`
    this.#looks.set(look.slot, { ...look, cell })
    const others = this.#cells.get(cell)
    if (others === undefined) this.#cells.set(cell, new Set([look.slot]))
    else others.add(look.slot)
  }

  delete(slot: number): void {
    const known = this.#looks.get(slot)
    if (known === undefined) return
    this.#looks.delete(slot)
    const others = this.#cells.get(known.cell)
    others?.delete(slot)
    if (others?.size === 0) this.#cells.delete(known.cell)
  }

  around({ slot, lon, lat }: OffshoreLook): OffshoreLook[] {
    const found: OffshoreLook[] = []
    const row = Math.floor(lat / this.#cellDeg)
    for (let r = row - 1; r <= row + 1; r++) {
      const column = this.#column(lon, r)
      for (let c = column - 1; c <= column + 1; c++)
        for (const other of this.#cells.get(`${c}/${r}`) ?? [])
          if (other !== slot) found.push(this.#looks.get(other)!)
    }
    return found
  }

  /** A degree of longitude shrinks with latitude: the cells of a row are as wide as they must be at its poleward edge. */
  #column(lon: number, row: number): number {
    const lat = Math.min(89, Math.max(Math.abs(row), Math.abs(row + 1)) * this.#cellDeg)
    return Math.floor(lon / (this.#cellDeg / Math.cos((lat * Math.PI) / 180)))
  }
}
