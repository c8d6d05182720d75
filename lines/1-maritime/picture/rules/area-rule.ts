import {
  distanceToBoundaryM,
  polygonContains,
  segmentCrossings,
  type GeodesyError,
  type PreparedPolygon,
} from '@basinet/geodesy'

import type { RuleId } from './alert.ts'
import { createAreaIndex, type AreaIndex } from './area-index.ts'
import { lastEvidence, raise, reportEvidence, round, utcMinute, type RuleContext } from './rule-context.ts'
import type { PositionUpdate } from './update.ts'
import { prepareArea, widened, type WatchedArea } from './watched-area.ts'

/** Entry, exit, passage and speed in areas, with a state for each vessel that is inside one. */
export interface AreaRule {
  /** Replaces the areas. Vessels inside one that stays, or inside a new one already, are inside without an alert. Gives the refused ones. */
  configure(areas: readonly WatchedArea[]): { readonly id: string; readonly error: GeodesyError }[]
  /** Before the table takes the report in; `known`: the table has an earlier position of the vessel. `quiet`: no alerts. */
  onPosition(slot: number, u: PositionUpdate, known: boolean, quiet: boolean): void
  forget(slot: number): void
  readonly insides: number
}

/** A vessel's stay in an area: what was said of its speed, and how often in a row it was too fast or too slow. */
type Stay = { sinceMs: number; above: number; below: number }

type Ready = {
  readonly area: WatchedArea
  readonly polygon: PreparedPolygon
  readonly types: ReadonlySet<number> | null
}

/** Reports beyond the limit in a row before it is said, and the mark of having said it. */
const SPEED_TIMES = 2
const SAID = 255

export function createAreaRule(ctx: RuleContext): AreaRule {
  return new StaysInAreas(ctx)
}

class StaysInAreas implements AreaRule {
  readonly #ctx: RuleContext
  #areas: readonly Ready[] = []
  #index: AreaIndex = createAreaIndex([])
  /** Stays by slot and number of the area; only vessels inside of something are in it. */
  #stays = new Map<number, Map<number, Stay>>()

  constructor(ctx: RuleContext) {
    this.#ctx = ctx
  }

  get insides(): number {
    return [...this.#stays.values()].reduce((sum, own) => sum + own.size, 0)
  }

  configure(wanted: readonly WatchedArea[]): { id: string; error: GeodesyError }[] {
    const refused: { id: string; error: GeodesyError }[] = []
    const next: Ready[] = []
    for (const area of wanted) {
      const polygon = prepareArea(area)
      if (polygon.ok) next.push({ area, polygon: polygon.value, types: typesOf(area) })
      else refused.push({ id: area.id, error: polygon.error })
    }
    const before = this.#stays
    const numberBefore = new Map(this.#areas.map((a, n) => [a.area.id, n]))
    const { areaHysteresisM } = this.#ctx.thresholds
    this.#areas = next
    this.#index = createAreaIndex(next.map((a) => widened(a.polygon.bbox, areaHysteresisM)))
    this.#stays = new Map()
    this.#ctx.table.columns.areas.fill(0)
    this.#settle((slot, id) => before.get(slot)?.get(numberBefore.get(id) ?? -1))
    return refused
  }

  onPosition(slot: number, u: PositionUpdate, known: boolean, quiet: boolean): void {
    if (this.#areas.length === 0) return
    for (const n of this.#index.near(u.lon, u.lat)) this.#arrive(n, slot, u, known, quiet)
    if (this.#ctx.table.columns.areas[slot]! > 0) this.#depart(slot, u, quiet)
    if (known && !quiet) this.#passThrough(slot, u)
  }

  forget(slot: number): void {
    this.#stays.delete(slot)
  }

  /** Puts every vessel known into the areas it is in now; stays of areas that stayed are kept. */
  #settle(before: (slot: number, areaId: string) => Stay | undefined): void {
    const c = this.#ctx.table.columns
    for (let slot = 0; slot < this.#ctx.table.top; slot++) {
      if (c.lastAt[slot] === 0) continue
      for (const n of this.#index.near(c.lon[slot]!, c.lat[slot]!)) {
        const { area, polygon } = this.#areas[n]!
        const stayed = before(slot, area.id)
        if (stayed === undefined && !polygonContains(polygon, c.lon[slot]!, c.lat[slot]!)) continue
        this.#enter(n, slot, stayed ?? { sinceMs: c.lastAt[slot]!, above: 0, below: 0 })
      }
    }
  }

  #enter(n: number, slot: number, stay: Stay): Stay {
    const own = this.#stays.get(slot)
    if (own === undefined) this.#stays.set(slot, new Map([[n, stay]]))
    else own.set(n, stay)
    this.#ctx.table.columns.areas[slot]!++
    return stay
  }

  #arrive(n: number, slot: number, u: PositionUpdate, known: boolean, quiet: boolean): void {
    const ready = this.#areas[n]!
    let stay = this.#stays.get(slot)?.get(n)
    if (stay === undefined) {
      if (!polygonContains(ready.polygon, u.lon, u.lat)) return
      stay = this.#enter(n, slot, { sinceMs: u.atMs, above: 0, below: 0 })
      if (!quiet && ready.area.onEntry && this.#applies(ready, slot, u)) {
        this.#say('area.entry', ready, slot, u, known ? undefined : 'appeared', {})
      }
    }
    if (!quiet) this.#judgeSpeed(ready, stay, slot, u)
  }

  #depart(slot: number, u: PositionUpdate, quiet: boolean): void {
    const own = this.#stays.get(slot) ?? new Map<number, Stay>()
    for (const [n, stay] of own) {
      const ready = this.#areas[n]!
      if (polygonContains(ready.polygon, u.lon, u.lat)) continue
      if (distanceToBoundaryM(ready.polygon, u.lon, u.lat) <= this.#ctx.thresholds.areaHysteresisM) continue
      own.delete(n)
      if (own.size === 0) this.#stays.delete(slot)
      this.#ctx.table.columns.areas[slot]!--
      if (quiet || !ready.area.onExit || !this.#applies(ready, slot, u)) continue
      this.#say('area.exit', ready, slot, u, undefined, {
        minutesInside: round((u.atMs - stay.sinceMs) / 60_000),
      })
    }
  }

  /** In and out between two reports, both outside. */
  #passThrough(slot: number, u: PositionUpdate): void {
    const c = this.#ctx.table.columns
    const [lon, lat, lastAt] = [c.lon[slot]!, c.lat[slot]!, c.lastAt[slot]!]
    if (u.atMs - lastAt > this.#ctx.thresholds.passMaxMs) return
    for (const n of this.#index.along(lon, lat, u.lon, u.lat)) {
      const ready = this.#areas[n]!
      if (!ready.area.onEntry || this.#stays.get(slot)?.has(n) === true || !this.#applies(ready, slot, u))
        continue
      const [into, out] = segmentCrossings(ready.polygon, { lon, lat }, { lon: u.lon, lat: u.lat })
      if (into === undefined || out === undefined || !into.entering) continue
      this.#say('area.passed-through', ready, slot, u, undefined, {
        enteredAt: new Date(lastAt + into.fraction * (u.atMs - lastAt)).toISOString(),
        leftAt: new Date(lastAt + out.fraction * (u.atMs - lastAt)).toISOString(),
      })
    }
  }

  #judgeSpeed(ready: Ready, stay: Stay, slot: number, u: PositionUpdate): void {
    const { speedAboveKn: above, speedBelowKn: below } = ready.area
    if (Number.isNaN(u.sogKn) || (above === null && below === null) || !this.#applies(ready, slot, u)) return
    const slack = this.#ctx.thresholds.speedHysteresisKn
    const sogKn = round(u.sogKn, 1)
    if (above !== null) {
      stay.above = counted(stay.above, u.sogKn > above, u.sogKn < above - slack)
      if (stay.above === SPEED_TIMES) {
        stay.above = SAID
        this.#say('area.speed-above', ready, slot, u, undefined, { limitKn: above, sogKn })
      }
    }
    if (below !== null) {
      stay.below = counted(stay.below, u.sogKn < below, u.sogKn > below + slack)
      if (stay.below === SPEED_TIMES) {
        stay.below = SAID
        this.#say('area.speed-below', ready, slot, u, undefined, { limitKn: below, sogKn })
      }
    }
  }

  #say(
    id: RuleId,
    { area }: Ready,
    slot: number,
    u: PositionUpdate,
    variant: string | undefined,
    params: Record<string, number | string>,
  ): void {
    const here = reportEvidence(u)
    raise(this.#ctx, id, slot, u.atMs, {
      severity: area.severity,
      episode: `${area.id}:${utcMinute(u.atMs)}`,
      areaId: area.id,
      params: { area: area.name, ...params },
      position: { lon: u.lon, lat: u.lat },
      evidence: variant === 'appeared' ? [here] : [lastEvidence(this.#ctx, slot), here],
      ...(variant === undefined ? {} : { variant }),
    })
  }

  #applies({ area, types }: Ready, slot: number, u: PositionUpdate): boolean {
    if (types !== null && !types.has(this.#ctx.table.columns.shipType[slot]!)) return false
    return (area.fromMs === null || u.atMs >= area.fromMs) && (area.untilMs === null || u.atMs < area.untilMs)
  }
}

function typesOf(area: WatchedArea): ReadonlySet<number> | null {
  return area.shipTypes.length === 0 ? null : new Set(area.shipTypes)
}

/** Counts reports beyond the limit; what was said stays said until the vessel is back by more than the slack. */
function counted(count: number, beyond: boolean, back: boolean): number {
  if (count === SAID) return back ? 0 : SAID
  return beyond ? count + 1 : 0
}
