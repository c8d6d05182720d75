import { mpsToKn, quickDistanceM } from '@basinet/geodesy'

import {
  lastEvidence,
  raise,
  reportEvidence,
  round,
  utcDay,
  utcMinute,
  type RuleContext,
} from './rule-context.ts'
import { speedMaxKn } from './speed-max.ts'
import type { PositionUpdate } from './update.ts'
import { FLAG } from './vessel-table.ts'

/**
 * Impossible jump and duplicate identity, told apart by what follows: reports that stay at the new place confirm a
 * jump; reports that come back to the old one are a second transmitter (or one bad position, when it happens once).
 */
export function checkJump(ctx: RuleContext, slot: number, u: PositionUpdate): void {
  const c = ctx.table.columns
  const t = ctx.thresholds
  const maxKn = speedMaxKn(c.shipType[slot]!, u.messageType, t)
  if (reachable(c.lon[slot]!, c.lat[slot]!, c.lastAt[slot]!, u, maxKn, ctx)) {
    if (c.jumpFromAt[slot]! > 0 && ++c.confirmations[slot]! >= t.jumpConfirmations)
      confirmJump(ctx, slot, u, maxKn)
    return
  }
  const otherFresh = u.atMs - c.otherAt[slot]! <= t.duplicateWindowMs
  const isReturn =
    otherFresh && reachable(c.otherLon[slot]!, c.otherLat[slot]!, c.otherAt[slot]!, u, maxKn, ctx)
  if (isReturn) countSwitch(ctx, slot, u)
  else {
    c.jumpFromAt[slot] = c.lastAt[slot]!
    c.switches[slot] = 0
  }
  c.confirmations[slot] = 0
  c.otherAt[slot] = c.lastAt[slot]!
  c.otherLon[slot] = c.lon[slot]!
  c.otherLat[slot] = c.lat[slot]!
}

function reachable(
  lon: number,
  lat: number,
  atMs: number,
  u: PositionUpdate,
  maxKn: number,
  ctx: RuleContext,
): boolean {
  const t = ctx.thresholds
  const seconds = Math.abs(u.atMs - atMs) / 1000 + t.clockSlackSeconds
  const allowedM = maxKn * (1852 / 3600) * seconds + t.jumpSlackM
  // Most reports are metres apart: the cheap bound settles them without trigonometry.
  const roughM = 111_700 * (Math.abs(u.lon - lon) + Math.abs(u.lat - lat))
  return roughM <= allowedM || quickDistanceM(lon, lat, u.lon, u.lat) <= allowedM
}

function countSwitch(ctx: RuleContext, slot: number, u: PositionUpdate): void {
  const c = ctx.table.columns
  c.jumpFromAt[slot] = 0
  if (u.atMs - c.switchedAt[slot]! > ctx.thresholds.duplicateWindowMs) {
    c.switches[slot] = 0
    c.flags[slot]! &= ~FLAG.duplicate
  }
  c.switchedAt[slot] = u.atMs
  if (c.switches[slot]! < 255) c.switches[slot]!++
  if (c.switches[slot]! < ctx.thresholds.duplicateSwitches || (c.flags[slot]! & FLAG.duplicate) !== 0) return
  c.flags[slot]! |= FLAG.duplicate
  const apartM = quickDistanceM(c.lon[slot]!, c.lat[slot]!, u.lon, u.lat)
  raise(ctx, 'identity.duplicate', slot, u.atMs, {
    severity: 'warning',
    episode: utcDay(u.atMs),
    params: {
      apartNm: round(apartM / 1852, 1),
      times: c.switches[slot]!,
      minutes: round(ctx.thresholds.duplicateWindowMs / 60_000),
    },
    evidence: [lastEvidence(ctx, slot), reportEvidence(u)],
  })
}

function confirmJump(ctx: RuleContext, slot: number, u: PositionUpdate, maxKn: number): void {
  const c = ctx.table.columns
  const fromAt = c.jumpFromAt[slot]!
  c.jumpFromAt[slot] = 0
  // Two transmitters close in time confirm each other's places too; that is the other rule's finding.
  if ((c.flags[slot]! & FLAG.duplicate) !== 0) return
  const lengthM = quickDistanceM(c.otherLon[slot]!, c.otherLat[slot]!, u.lon, u.lat)
  const seconds = Math.max(1, (u.atMs - fromAt) / 1000)
  raise(ctx, 'track.impossible-jump', slot, u.atMs, {
    severity: 'warning',
    episode: utcMinute(fromAt),
    params: {
      distanceNm: round(lengthM / 1852, 1),
      seconds: round(seconds),
      impliedKn: round(mpsToKn(lengthM / seconds)),
      maxKn,
    },
    position: { lon: u.lon, lat: u.lat },
    evidence: [
      {
        at: new Date(fromAt).toISOString(),
        lon: round(c.otherLon[slot]!, 6),
        lat: round(c.otherLat[slot]!, 6),
      },
      reportEvidence(u),
    ],
  })
}
