import { defineCapability } from '@basinet/kernel/contract'
import {
  amendIndicator,
  defineIndicator,
  indicator,
  retireIndicator,
  useIndicator,
} from './contract/indicator.ts'
import { published, withdrawPublished } from './contract/published.ts'
import { amendTarget, setTarget, target } from './contract/target.ts'
import {
  amendValue,
  assessment,
  assessQuality,
  closeAssessment,
  computeValue,
  importValues,
  releaseValue,
  reportValue,
  value,
  withdrawValue,
} from './contract/value.ts'
import { APPROVER, AUDITOR, CAPABILITY, LINE, OFFICER } from './contract/words.ts'

export { indicator, type IndicatorBody } from './contract/indicator.ts'
export { target, type Target } from './contract/target.ts'
export { value, type Measure, type ResultValue } from './contract/value.ts'
export type { FactCell, FactPeriod, PublishedFact } from './contract/fact.ts'
export { published, type Published } from './contract/published.ts'
export { daysOf } from './measure-rules.ts'
export { PARTNERS } from './partners.ts'
export { rollUp, type Rolled } from './roll-up.ts'

/** What the partnership achieved, nation by nation: indicators, baselines, targets, values by period. */
export const resultsCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [indicator, value, target, published, assessment],
  commands: [
    defineIndicator,
    amendIndicator,
    useIndicator,
    retireIndicator,
    reportValue,
    importValues,
    computeValue,
    amendValue,
    releaseValue,
    withdrawValue,
    withdrawPublished,
    setTarget,
    amendTarget,
    assessQuality,
    closeAssessment,
  ],
  roles: [
    { id: OFFICER, purposes: ['programme'] },
    { id: APPROVER, purposes: ['programme'] },
    { id: AUDITOR, purposes: ['oversight'] },
    { id: 'programme-officer', purposes: ['programme'] },
    { id: 'programme-controller', purposes: ['programme'] },
  ],
})
