import { closestApproach, eastMPerDeg, northMPerDeg, type MovingPoint } from '@basinet/geodesy'

import type { AlertSeverity } from './alert.ts'
import { lastEvidence, raise, round, utcMinute, type RuleContext } from './rule-context.ts'
import { isVesselMessage } from './station-kind.ts'

/** Which approaches are said. */
export type CpaWatch = {
  readonly id: string
  readonly name: string
  /** Closest distance that counts, metres. */
  readonly limitM: number
  /** How far ahead, seconds. */
  readonly aheadSeconds: number
  /** Vessels whose approaches to anything are looked at; null = all pairs. */
  readonly guarded: readonly number[] | null
  readonly severity: AlertSeverity
}

export interface CpaRule {
  /** Replaces the watches; what was said of one that stays as it was is not said again. */
  configure(watches: readonly CpaWatch[]): void
  tick(nowMs: number): void
  /** Pairs looked at by the last scan of all watches, and whether the bound cut it short. */
  readonly lastScan: { readonly pairs: number; readonly cut: boolean }
}

/** Between two scans. */
const SCAN_MS = 10_000
/** Positions older than this are no ground for a collision alarm. */
const FRESH_MS = 4 * 60_000
/** What lies at a pier is passed close every day. */
const MOORED = 5
/** Of two vessels that lie still no approach is said. */
const UNDER_WAY_KN = 0.5
/** Pairs of one scan: some 50 ms; what is beyond is cut and said so in `lastScan`. */
const PAIRS_MAX = 2_000_000
/** Fastest closing speed provided for when the neighbourhood is chosen, knots. */
const CLOSING_MAX_KN = 60
const KN = 1852 / 3600

/** Scans the fresh vessels on a grid whose cells no pair within reach can jump over, then confirms on the ellipsoid. */
export function createCpaRule(ctx: RuleContext): CpaRule {
  return new ApproachScan(ctx)
}

class ApproachScan implements CpaRule {
  readonly lastScan = { pairs: 0, cut: false }
  readonly #ctx: RuleContext
  #watches: readonly CpaWatch[] = []
  #nextScanMs = 0
  /** Pairs said, by watch, and when they were last found close: said again after they were clear for a while. */
  readonly #said = new Map<string, number>()

  constructor(ctx: RuleContext) {
    this.#ctx = ctx
  }

  configure(watches: readonly CpaWatch[]): void {
    const before = new Set(this.#watches.map((w) => JSON.stringify(w)))
    const kept = watches.filter((w) => before.has(JSON.stringify(w))).map((w) => w.id)
    for (const said of this.#said.keys())
      if (!kept.some((id) => said.startsWith(`${id}:`))) this.#said.delete(said)
    this.#watches = watches
    // What was set now is looked at now.
    this.#nextScanMs = 0
  }

  tick(nowMs: number): void {
    if (this.#watches.length === 0 || nowMs < this.#nextScanMs) return
    this.#nextScanMs = nowMs + SCAN_MS
    this.lastScan.pairs = 0
    this.lastScan.cut = false
    for (const watch of this.#watches) this.#scan(nowMs, watch)
    for (const [pair, at] of this.#said) if (nowMs - at > CLEAR_MS) this.#said.delete(pair)
  }

  #scan(nowMs: number, w: CpaWatch): void {
    const { table } = this.#ctx
    const grid = new NearGrid(w.limitM + CLOSING_MAX_KN * KN * w.aheadSeconds)
    const c = table.columns
    for (let slot = 0; slot < table.top; slot++) {
      const fresh =
        c.lastAt[slot]! >= nowMs - FRESH_MS &&
        isVesselMessage(c.messageType[slot]!) &&
        c.navStatus[slot] !== MOORED
      if (fresh) grid.add(slot, c.lon[slot]!, c.lat[slot]!)
    }
    const firsts = w.guarded?.map((mmsi) => table.slotOf(mmsi)).filter((slot) => slot >= 0) ?? grid.slots
    for (const a of firsts) {
      for (const b of grid.near(c.lon[a]!, c.lat[a]!)) {
        if (a === b || (w.guarded === null && a > b)) continue
        if (++this.lastScan.pairs > PAIRS_MAX) {
          this.lastScan.cut = true
          return
        }
        if (approaches(this.#ctx, a, b, nowMs, w)) this.#confirm(a, b, nowMs, w)
      }
    }
  }

  #confirm(a: number, b: number, nowMs: number, w: CpaWatch): void {
    const ctx = this.#ctx
    const cpa = closestApproach(moved(ctx, a, nowMs), moved(ctx, b, nowMs))
    if (cpa.cpaM > w.limitM || cpa.tcpaSeconds < 0 || cpa.tcpaSeconds > w.aheadSeconds) return
    const [mine, other] = [ctx.table.columns.mmsi[a]!, ctx.table.columns.mmsi[b]!]
    const pair = `${w.id}:${Math.min(mine, other)}-${Math.max(mine, other)}`
    const before = this.#said.get(pair)
    this.#said.set(pair, nowMs)
    if (before !== undefined) return
    raise(ctx, 'collision.cpa', a, nowMs, {
      severity: w.severity,
      episode: `${w.id.slice(-12)}:${other}:${utcMinute(nowMs)}`,
      otherMmsi: other,
      params: {
        watch: w.name,
        other: ctx.nameOf(b) ?? String(other),
        cpaM: round(cpa.cpaM),
        minutes: round(cpa.tcpaSeconds / 60, 1),
        rangeNm: round(cpa.rangeM / 1852, 1),
      },
      evidence: [lastEvidence(ctx, a), lastEvidence(ctx, b)],
    })
  }
}

/** Slots by cells of a size; whatever lies within it of a point is in the point's cell or one beside it. */
class NearGrid {
  readonly slots: number[] = []
  readonly #cellDeg: number
  readonly #cells = new Map<number, number[]>()

  constructor(reachM: number) {
    this.#cellDeg = reachM / northMPerDeg(0)
  }

  add(slot: number, lon: number, lat: number): void {
    const key = this.#key(this.#column(lon, lat), this.#row(lat))
    const list = this.#cells.get(key)
    if (list === undefined) this.#cells.set(key, [slot])
    else list.push(slot)
    this.slots.push(slot)
  }

  *near(lon: number, lat: number): Iterable<number> {
    for (let row = this.#row(lat) - 1; row <= this.#row(lat) + 1; row++) {
      // Rows have columns of their own width, so the neighbours are found anew in each.
      const middle = this.#columnOfRow(lon, row)
      for (let column = middle - 1; column <= middle + 1; column++)
        yield* this.#cells.get(this.#key(column, row)) ?? []
    }
  }

  #row(lat: number): number {
    return Math.floor((lat + 90) / this.#cellDeg)
  }

  #column(lon: number, lat: number): number {
    return this.#columnOfRow(lon, this.#row(lat))
  }

  #columnOfRow(lon: number, row: number): number {
    const lat = Math.min(89, Math.abs((row + 0.5) * this.#cellDeg - 90) + this.#cellDeg / 2)
    return Math.floor((lon + 180) / (this.#cellDeg / Math.max(0.02, Math.cos((lat * Math.PI) / 180))))
  }

  #key(column: number, row: number): number {
    return row * 100_003 + column
  }
}

/** A pair not found close for so long is clear. */
const CLEAR_MS = 5 * 60_000

/** Plane estimate, generous by half: what it lets through is confirmed on the ellipsoid. */
function approaches(ctx: RuleContext, a: number, b: number, nowMs: number, w: CpaWatch): boolean {
  const c = ctx.table.columns
  if (!(c.sog[a]! > UNDER_WAY_KN || c.sog[b]! > UNDER_WAY_KN)) return false
  const kx = eastMPerDeg(c.lat[a]!)
  const ky = northMPerDeg(c.lat[a]!)
  const [vax, vay] = velocity(c.sog[a]!, c.cog[a]!)
  const [vbx, vby] = velocity(c.sog[b]!, c.cog[b]!)
  const [ta, tb] = [(nowMs - c.lastAt[a]!) / 1000, (nowMs - c.lastAt[b]!) / 1000]
  const dx = (c.lon[b]! - c.lon[a]!) * kx + vbx * tb - vax * ta
  const dy = (c.lat[b]! - c.lat[a]!) * ky + vby * tb - vay * ta
  const vx = vbx - vax
  const vy = vby - vay
  const v2 = vx * vx + vy * vy
  if (v2 < 0.01) return false
  const t = -(dx * vx + dy * vy) / v2
  if (t < -30 || t > w.aheadSeconds * 1.5) return false
  const ex = dx + vx * t
  const ey = dy + vy * t
  const limit = w.limitM * 1.5 + 100
  return ex * ex + ey * ey <= limit * limit
}

function velocity(sogKn: number, cogDeg: number): [number, number] {
  if (!(sogKn > 0) || Number.isNaN(cogDeg)) return [0, 0]
  const v = sogKn * KN
  const course = (cogDeg * Math.PI) / 180
  return [v * Math.sin(course), v * Math.cos(course)]
}

function moved(ctx: RuleContext, slot: number, nowMs: number): MovingPoint {
  const c = ctx.table.columns
  const [vx, vy] = velocity(c.sog[slot]!, c.cog[slot]!)
  const seconds = (nowMs - c.lastAt[slot]!) / 1000
  return {
    position: {
      lon: c.lon[slot]! + (vx * seconds) / eastMPerDeg(c.lat[slot]!),
      lat: c.lat[slot]! + (vy * seconds) / northMPerDeg(c.lat[slot]!),
    },
    courseDeg: Number.isNaN(c.cog[slot]!) ? 0 : c.cog[slot]!,
    speedKn: c.sog[slot]! > 0 ? c.sog[slot]! : 0,
  }
}
