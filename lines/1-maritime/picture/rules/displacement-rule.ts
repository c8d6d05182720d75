import { eastMPerDeg, northMPerDeg, turnDeg } from '@basinet/geodesy'

import { raise, reportEvidence, round, utcDay, type RuleContext } from './rule-context.ts'
import type { PositionUpdate } from './update.ts'
import { FLAG } from './vessel-table.ts'

/** Shorter ways say nothing of the direction, metres. */
const COURSE_MIN_M = 400
/** Disagreement of course and way that counts, degrees. */
const COURSE_OFF_DEG = 45
/** A course that changed by more than this between the two reports is a turn, and turns shorten the way. */
const STEADY_DEG = 20
/** Distance that neither sum of errors explains: this share of the way expected, and this many metres. */
const SHARE_OFF = 0.5
const OFF_M = 200

/**
 * Speed and course over ground against the way really made good. More way than the speed allows is always a
 * contradiction, less only on a steady course. Said after several in a row, once a day.
 */
export function checkDisplacement(ctx: RuleContext, slot: number, u: PositionUpdate): void {
  const c = ctx.table.columns
  const t = ctx.thresholds
  if (Number.isNaN(u.sogKn)) return
  const elapsed = u.atMs - c.refAt[slot]!
  if (c.refAt[slot] !== 0 && elapsed < t.displacementMinMs) return
  if (c.refAt[slot] !== 0 && elapsed <= t.displacementMaxMs) compare(ctx, slot, u, elapsed / 1000)
  c.refAt[slot] = u.atMs
  c.refLon[slot] = u.lon
  c.refLat[slot] = u.lat
  c.refSog[slot] = u.sogKn
  c.refCog[slot] = u.cogDeg
}

function compare(ctx: RuleContext, slot: number, u: PositionUpdate, seconds: number): void {
  const c = ctx.table.columns
  const east = (u.lon - c.refLon[slot]!) * eastMPerDeg((u.lat + c.refLat[slot]!) / 2)
  const north = (u.lat - c.refLat[slot]!) * northMPerDeg(u.lat)
  const madeM = Math.sqrt(east * east + north * north)
  const saidKn = (u.sogKn + c.refSog[slot]!) / 2
  const expectedM = saidKn * (1852 / 3600) * seconds
  const bend = Math.abs(turnDeg(c.refCog[slot]!, u.cogDeg))
  const steady = bend <= STEADY_DEG
  // Between two reports a vessel may have sped up: the faster of the two bounds what it can have made.
  const mostM = Math.max(u.sogKn, c.refSog[slot]!) * (1852 / 3600) * seconds
  const tooFar = madeM > mostM * (1 + SHARE_OFF) + OFF_M
  const tooNear =
    steady && madeM < Math.min(u.sogKn, c.refSog[slot]!) * (1852 / 3600) * seconds * (1 - SHARE_OFF) - OFF_M
  count(ctx, slot, u, tooFar || tooNear, { madeM, expectedM, saidKn, seconds })
  if (!steady || madeM < COURSE_MIN_M) return
  const wayDeg = (Math.atan2(east, north) * 180) / Math.PI
  countCourse(ctx, slot, u, Math.abs(turnDeg(wayDeg, u.cogDeg)), (wayDeg + 360) % 360)
}

type Measured = { madeM: number; expectedM: number; saidKn: number; seconds: number }

function count(ctx: RuleContext, slot: number, u: PositionUpdate, off: boolean, m: Measured): void {
  const c = ctx.table.columns
  if (!off) {
    c.speedMismatches[slot] = 0
    c.flags[slot]! &= ~FLAG.mismatchSaid
    return
  }
  if (c.speedMismatches[slot]! < 255) c.speedMismatches[slot]!++
  if (
    c.speedMismatches[slot]! < ctx.thresholds.displacementTimes ||
    (c.flags[slot]! & FLAG.mismatchSaid) !== 0
  )
    return
  c.flags[slot]! |= FLAG.mismatchSaid
  raise(ctx, 'track.speed-mismatch', slot, u.atMs, {
    severity: 'warning',
    episode: utcDay(u.atMs),
    params: {
      saidKn: round(m.saidKn, 1),
      madeKn: round(m.madeM / (1852 / 3600) / m.seconds, 1),
      madeNm: round(m.madeM / 1852, 2),
      expectedNm: round(m.expectedM / 1852, 2),
      seconds: round(m.seconds),
    },
    evidence: [refEvidence(ctx, slot), reportEvidence(u)],
  })
}

function countCourse(
  ctx: RuleContext,
  slot: number,
  u: PositionUpdate,
  offDeg: number,
  wayDeg: number,
): void {
  const c = ctx.table.columns
  if (offDeg < COURSE_OFF_DEG) {
    c.courseMismatches[slot] = 0
    c.flags[slot]! &= ~FLAG.courseMismatchSaid
    return
  }
  if (c.courseMismatches[slot]! < 255) c.courseMismatches[slot]!++
  if (
    c.courseMismatches[slot]! < ctx.thresholds.displacementTimes ||
    (c.flags[slot]! & FLAG.courseMismatchSaid) !== 0
  )
    return
  c.flags[slot]! |= FLAG.courseMismatchSaid
  raise(ctx, 'track.course-mismatch', slot, u.atMs, {
    severity: 'warning',
    episode: utcDay(u.atMs),
    params: { saidDeg: round(u.cogDeg), madeDeg: round(wayDeg), offDeg: round(offDeg) },
    evidence: [refEvidence(ctx, slot), reportEvidence(u)],
  })
}

function refEvidence(ctx: RuleContext, slot: number): Record<string, number | string> {
  const c = ctx.table.columns
  return {
    at: new Date(c.refAt[slot]!).toISOString(),
    lon: round(c.refLon[slot]!, 6),
    lat: round(c.refLat[slot]!, 6),
    sogKn: round(c.refSog[slot]!, 1),
  }
}
