import type { Scenario } from '../scenario.ts'
import { firearmsRun } from './firearms-run/index.ts'
import { islandGoesDark } from './island-goes-dark.ts'
import { shareAndRecall } from './share-and-recall.ts'

export const SCENARIOS: readonly Scenario[] = [shareAndRecall, islandGoesDark, firearmsRun]
