export { flagRecords, type Flag } from './flags.ts'
export type { Cell, Indicator, ResultRecord } from './indicator.ts'
export { rollUp, type RollUp, type Rolled } from './roll-up.ts'
export { publishable, type PublishedCell } from './small-cells.ts'
