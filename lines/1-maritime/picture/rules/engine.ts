import type { GeodesyError, LandIndex } from '@basinet/geodesy'

import { NO_ALERTS, type Alert } from './alert.ts'
import { createAreaRule, type AreaRule } from './area-rule.ts'
import { createBehaviourRule, type BehaviourRule } from './behaviour-rule.ts'
import { THRESHOLDS, type RuleThresholds } from './config.ts'
import { createCpaRule, type CpaRule, type CpaWatch } from './cpa-rule.ts'
import { checkDisplacement } from './displacement-rule.ts'
import { checkDistress, checkSafetyText, textKey } from './distress-rule.ts'
import { checkJump } from './jump-rule.ts'
import { checkLand } from './land-rule.ts'
import { checkMmsi } from './mmsi-rule.ts'
import { utcHour, type RuleContext } from './rule-context.ts'
import { createSilenceRule, type SilenceRule } from './silence-rule.ts'
import { createStaticRule, type StaticRule } from './static-rule.ts'
import { isVesselMessage, MESSAGE } from './station-kind.ts'
import type { PositionUpdate, StaticUpdate, TextUpdate } from './update.ts'
import { createVesselTable, type VesselTable } from './vessel-table.ts'
import { createWatchListRule, type WatchListItem, type WatchListRule } from './watch-list-rule.ts'
import type { WatchedArea } from './watched-area.ts'

export interface RuleEngineOptions {
  /** Null: nothing is said of positions on land. */
  readonly land: LandIndex | null
  /** Vessels known at once; default 200,000. */
  readonly capacity?: number
  readonly thresholds?: Partial<RuleThresholds>
}

export interface RuleSettings {
  readonly areas: readonly WatchedArea[]
  readonly watchList: readonly WatchListItem[]
  /** Alarms of closest approach. */
  readonly approaches?: readonly CpaWatch[]
}

/** The rules of the picture over a stream of reports. Answers are alerts to raise; most calls answer NO_ALERTS. */
export interface RuleEngine {
  onPosition(update: PositionUpdate): readonly Alert[]
  onStatic(update: StaticUpdate): readonly Alert[]
  onText(update: TextUpdate): readonly Alert[]
  /** To be called about once a second. */
  tick(nowMs: number): readonly Alert[]
  /** Share of due class A reports that arrive at a place, 0-1. */
  reception(lon: number, lat: number): number
  /** Takes in what was known before a restart, without alerts. */
  restore(update: PositionUpdate): void
  restoreStatic(update: StaticUpdate): void
  /** Gives the areas that could not be used and why. */
  configure(settings: RuleSettings): readonly { readonly id: string; readonly error: GeodesyError }[]
  readonly table: VesselTable
}

export function createRuleEngine(options: RuleEngineOptions): RuleEngine {
  return new RulesOverTable(options)
}

class RulesOverTable implements RuleEngine {
  readonly table: VesselTable
  readonly #ctx: RuleContext
  readonly #statics: StaticRule
  readonly #areas: AreaRule
  readonly #watchList: WatchListRule
  readonly #silence: SilenceRule
  readonly #cpa: CpaRule
  readonly #behaviour: BehaviourRule
  readonly #texts = new Map<string, number>()
  readonly #raised: Alert[] = []
  #quiet = false

  constructor(options: RuleEngineOptions) {
    this.table = createVesselTable(options.capacity)
    this.#ctx = {
      thresholds: { ...THRESHOLDS, ...options.thresholds },
      table: this.table,
      land: options.land,
      nameOf: (slot) => this.#statics.nameOf(slot),
      raise: (alert) => {
        if (!this.#quiet) this.#raised.push(alert)
      },
    }
    this.#statics = createStaticRule(this.#ctx)
    this.#areas = createAreaRule(this.#ctx)
    this.#watchList = createWatchListRule(this.#ctx)
    this.#silence = createSilenceRule(this.#ctx)
    this.#cpa = createCpaRule(this.#ctx)
    this.#behaviour = createBehaviourRule(this.#ctx)
    this.table.onEvict((slot) => {
      this.#areas.forget(slot)
      this.#statics.forget(slot)
      this.#watchList.forget(slot)
      this.#behaviour.forget(slot)
    })
  }

  onPosition(u: PositionUpdate): readonly Alert[] {
    this.#take(u)
    return this.#answer()
  }

  onStatic(u: StaticUpdate): readonly Alert[] {
    this.#takeStatic(u)
    return this.#answer()
  }

  onText(u: TextUpdate): readonly Alert[] {
    const key = `${u.mmsi}:${textKey(u.text)}:${utcHour(u.atMs)}`
    if (this.#texts.has(key)) return NO_ALERTS
    remember(this.#texts, key, u.atMs)
    checkSafetyText(this.#ctx, this.table.take(u.mmsi), u)
    return this.#answer()
  }

  tick(nowMs: number): readonly Alert[] {
    this.#silence.tick(nowMs, (slot) => this.#watchList.isWatched(slot))
    this.#cpa.tick(nowMs)
    this.#behaviour.tick(nowMs)
    return this.#answer()
  }

  reception(lon: number, lat: number): number {
    return this.#silence.reception(lon, lat)
  }

  restore(u: PositionUpdate): void {
    this.#silently(() => this.#take(u))
  }

  restoreStatic(u: StaticUpdate): void {
    this.#silently(() => this.#takeStatic(u))
  }

  configure(settings: RuleSettings): readonly { readonly id: string; readonly error: GeodesyError }[] {
    this.#watchList.configure(settings.watchList)
    // A new entry finds the vessels that are in sight already; their alerts come with the next answer.
    const c = this.table.columns
    for (let slot = 0; slot < this.table.top; slot++) {
      if (c.lastAt[slot]! > 0) this.#checkWatchList(slot, c.mmsi[slot]!, c.lastAt[slot]!)
    }
    this.#cpa.configure(settings.approaches ?? [])
    return this.#areas.configure(settings.areas)
  }

  #answer(): readonly Alert[] {
    return this.#raised.length === 0 ? NO_ALERTS : this.#raised.splice(0)
  }

  #silently(work: () => void): void {
    this.#quiet = true
    work()
    this.#quiet = false
  }

  #checkWatchList(slot: number, mmsi: number, atMs: number): void {
    this.#watchList.check(slot, mmsi, this.#statics.identityOf(slot), atMs)
  }

  #take(u: PositionUpdate): void {
    const { table } = this
    const slot = table.take(u.mmsi)
    const known = table.columns.lastAt[slot]! > 0
    if (!known && table.columns.messageType[slot] === 0) {
      checkMmsi(this.#ctx, slot, u)
      this.#checkWatchList(slot, u.mmsi, u.atMs)
    }
    checkDistress(this.#ctx, slot, u)
    const station = this.#silence.station(u.station, u.atMs)
    if (Number.isNaN(u.lon) || Number.isNaN(u.lat)) {
      table.columns.messageType[slot] = u.messageType
      return
    }
    // A report that comes late tells nothing of the vessel's next move.
    if (known && u.atMs < table.columns.lastAt[slot]!) return
    if (isVesselMessage(u.messageType)) this.#judge(slot, u, known)
    keep(table, slot, u, station)
  }

  #judge(slot: number, u: PositionUpdate, known: boolean): void {
    if (known) {
      this.#silence.onPosition(slot, u)
      checkJump(this.#ctx, slot, u)
    }
    checkDisplacement(this.#ctx, slot, u)
    if (u.messageType !== MESSAGE.sarAircraft) checkLand(this.#ctx, slot, u)
    this.#areas.onPosition(slot, u, known, this.#quiet)
  }

  #takeStatic(u: StaticUpdate): void {
    const slot = this.table.take(u.mmsi)
    const before = this.#statics.identityOf(slot)
    this.#statics.onStatic(slot, u)
    const after = this.#statics.identityOf(slot)
    const same =
      before?.imo === after?.imo && before?.name === after?.name && before?.callSign === after?.callSign
    if (before === undefined || !same) this.#checkWatchList(slot, u.mmsi, u.atMs)
  }
}

/** Texts remembered against repeats. */
const TEXTS_MAX = 10_000

function remember(texts: Map<string, number>, key: string, atMs: number): void {
  if (texts.size >= TEXTS_MAX) {
    const oldest = texts.keys().next().value
    if (oldest !== undefined) texts.delete(oldest)
  }
  texts.set(key, atMs)
}

function keep(table: VesselTable, slot: number, u: PositionUpdate, station: number): void {
  const c = table.columns
  c.lastAt[slot] = u.atMs
  c.lon[slot] = u.lon
  c.lat[slot] = u.lat
  c.sog[slot] = u.sogKn
  c.cog[slot] = u.cogDeg
  c.navStatus[slot] = u.navStatus
  c.messageType[slot] = u.messageType
  c.carrierSense[slot] = u.carrierSense ? 1 : 0
  c.station[slot] = station
}
