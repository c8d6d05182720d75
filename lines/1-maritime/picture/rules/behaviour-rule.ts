import { createEncounterRule } from './encounter-rule.ts'
import { createLoiteringRule } from './loitering-rule.ts'
import type { RuleContext } from './rule-context.ts'
import { isVesselMessage } from './station-kind.ts'

/**
 * What vessels do over hours where nobody lies: meeting, loitering. By the definitions that Global Fishing Watch publishes; there
 * 10 km are counted from an anchorage, here, where no list of anchorages is loaded, from the coast, which leaves out more.
 */
export interface BehaviourRule {
  /** Looks at the next part of the table; once a second. */
  tick(nowMs: number): void
  forget(slot: number): void
}

/** What both rules see of a vessel at one look. */
export interface OffshoreLook {
  readonly slot: number
  readonly atMs: number
  readonly lon: number
  readonly lat: number
  readonly sogKn: number
  /** To the nearest coast, m; at least `limitM` of the question. */
  readonly offshoreM: number
}

/** The whole table is looked at in so many ticks: each vessel once a minute. */
const SWEEP_TICKS = 60
/** A lying class A or B vessel reports every three minutes; three missed and its place is not known. */
const FRESH_MS = 10 * 60_000
/** Faster vessels are in no meeting that has not begun; half as fast again as the rules' own limits, so that a mean can come of it. */
const SLOW_KN = 5

export function createBehaviourRule(ctx: RuleContext): BehaviourRule {
  const encounters = createEncounterRule(ctx)
  const loitering = createLoiteringRule(ctx)
  let nextSlot = 0

  const lookAt = (slot: number, nowMs: number): void => {
    const c = ctx.table.columns
    const lastAt = c.lastAt[slot]!
    const sogKn = c.sog[slot]!
    const fresh = lastAt > 0 && nowMs - lastAt <= FRESH_MS
    if (!fresh || !isVesselMessage(c.messageType[slot]!) || !(sogKn < SLOW_KN)) return leave(slot)
    const [lon, lat] = [c.lon[slot]!, c.lat[slot]!]
    const limitM = Math.max(ctx.thresholds.encounterOffshoreM, ctx.thresholds.loiterOffshoreM)
    const land = ctx.land!
    if (!land.covers(lon, lat) || land.isOnLand(lon, lat)) return leave(slot)
    const offshoreM = Math.min(limitM, land.distanceToCoastM(lon, lat, limitM))
    const look: OffshoreLook = { slot, atMs: lastAt, lon, lat, sogKn, offshoreM }
    encounters.look(look, nowMs)
    loitering.look(look, nowMs)
  }
  const leave = (slot: number): void => {
    encounters.leave(slot)
    loitering.leave(slot)
  }

  return {
    forget: leave,
    tick(nowMs) {
      if (ctx.land === null) return
      const { top } = ctx.table
      for (let i = 0; i < Math.ceil(top / SWEEP_TICKS); i++) {
        if (nextSlot >= top) nextSlot = 0
        lookAt(nextSlot++, nowMs)
      }
      encounters.settle(nowMs)
    },
  }
}
