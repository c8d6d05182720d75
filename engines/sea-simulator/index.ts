export type { ActorKind, Scenario, Sea, SeaOptions, SeaReport, TruthVessel } from './sea.ts'
export { SCENARIOS } from './sea.ts'
export { createSea } from './create-sea.ts'
