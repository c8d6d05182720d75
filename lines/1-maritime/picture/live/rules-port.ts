import type { Alert } from '../rules/alert.ts'
import type { PositionUpdate, StaticUpdate, TextUpdate } from '../rules/update.ts'

/** The rules as the ingest drives them: one call a report, one a second. Answers are alerts to raise. */
export interface RulesPort {
  position(update: PositionUpdate): readonly Alert[]
  statics(update: StaticUpdate): readonly Alert[]
  text(update: TextUpdate): readonly Alert[]
  tick(nowMs: number): readonly Alert[]
}
