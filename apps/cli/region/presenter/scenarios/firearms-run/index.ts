import type { Scenario } from '../../scenario.ts'
import { afterSteps } from './after.ts'
import { boardingSteps } from './boarding.ts'
import { contactSteps } from './contact.ts'
import { countBefore, countSteps } from './counted.ts'
import { laboratorySteps } from './laboratory.ts'

/** One go-fast through the initiative: seen by radar, handed over, boarded, its pistols linked to a case at home, told by stick, counted. Exercise throughout. */
export const firearmsRun: Scenario = {
  key: 'firearms-run',
  title: 'Firearms run',
  about:
    'A boat without AIS on Saint Lucia’s radar goes to Barbados’s watch, is boarded, and three pistols are seized, matched, counted and told in a fact sheet.',
  nations: ['LCA', 'BRB'],
  steps: [...contactSteps, countBefore, ...boardingSteps, ...laboratorySteps, ...afterSteps, ...countSteps],
}
