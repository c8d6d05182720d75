import type { Alert } from '../rules/alert.ts'
import type { PositionUpdate, StaticUpdate, TextUpdate } from '../rules/update.ts'
import type { RulesConfig } from './rules-config.ts'

/** The rules as the ingest drives them: one call a report, one a second. Answers are alerts to raise. */
export interface RulesPort {
  position(update: PositionUpdate): readonly Alert[]
  statics(update: StaticUpdate): readonly Alert[]
  text(update: TextUpdate): readonly Alert[]
  tick(nowMs: number): readonly Alert[]
  /** Share of due class A reports that arrive at a place, 0-1 (reception-map.ts). */
  reception(lon: number, lat: number): number
  /** What was known before a restart: no alerts. */
  restore(update: PositionUpdate): void
  restoreStatic(update: StaticUpdate): void
  /** Returns what could not be used, in words. */
  configure(config: RulesConfig): readonly string[]
}
