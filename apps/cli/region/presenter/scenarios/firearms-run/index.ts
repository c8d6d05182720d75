import type { Scenario } from '../../scenario.ts'
import { afterSteps } from './after.ts'
import { boardingSteps } from './boarding.ts'
import { contactSteps } from './contact.ts'
import { laboratorySteps } from './laboratory.ts'

/** One go-fast through the initiative: seen, handed over, boarded, its pistols linked to a case at home, told by stick, taken back. Exercise throughout. */
export const firearmsRun: Scenario = {
  key: 'firearms-run',
  title: 'Firearms run',
  about:
    'A boat without AIS goes from Saint Lucia’s watch to Barbados’s, is boarded, and three pistols are seized.',
  nations: ['LCA', 'BRB'],
  steps: [...contactSteps, ...boardingSteps, ...laboratorySteps, ...afterSteps],
}
