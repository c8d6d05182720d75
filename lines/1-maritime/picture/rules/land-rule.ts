import { raise, reportEvidence, round, utcDay, type RuleContext } from './rule-context.ts'
import type { PositionUpdate } from './update.ts'
import { FLAG } from './vessel-table.ts'

/**
 * A vessel on land, farther in than the coastline can be wrong. Two reports in a row, so that one bad position is not a
 * finding; over again only after a report at sea.
 */
export function checkLand(ctx: RuleContext, slot: number, u: PositionUpdate): void {
  const { land, thresholds } = ctx
  if (land === null) return
  const c = ctx.table.columns
  const inland = land.isOnLand(u.lon, u.lat) ? land.distanceToCoastM(u.lon, u.lat, 50_000) : 0
  if (inland <= thresholds.landMarginM) {
    c.flags[slot]! &= ~(FLAG.onLand | FLAG.onLandOnce)
    return
  }
  if ((c.flags[slot]! & FLAG.onLand) !== 0) return
  if ((c.flags[slot]! & FLAG.onLandOnce) === 0) {
    c.flags[slot]! |= FLAG.onLandOnce
    return
  }
  c.flags[slot]! |= FLAG.onLand
  raise(ctx, 'track.on-land', slot, u.atMs, {
    severity: 'warning',
    episode: utcDay(u.atMs),
    params: {
      inlandM: Number.isFinite(inland) ? round(inland / 100) * 100 : 50_000,
      marginM: thresholds.landMarginM,
    },
    position: { lon: u.lon, lat: u.lat },
    evidence: [reportEvidence(u)],
  })
}
