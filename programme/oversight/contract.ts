import { defineCapability } from '@basinet/kernel/contract'
import { AUDITOR, CONTROLLER, OFFICER } from '@basinet/funding/contract/fields'
import {
  drawSample,
  engagement,
  moveEngagement,
  openOversight,
  planEngagement,
} from './contract/engagement.ts'
import { answerFinding, closeFinding, finding, recordFinding } from './contract/finding.ts'
import { CAPABILITY, LINE } from './contract/words.ts'

export type { Engagement } from './contract/engagement.ts'
export type { Finding } from './contract/finding.ts'

/** Audits of the programme: sample, working papers, findings, answers, closure. */
export const oversightCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [engagement, finding],
  commands: [
    planEngagement,
    openOversight,
    drawSample,
    moveEngagement,
    recordFinding,
    answerFinding,
    closeFinding,
  ],
  roles: [
    { id: AUDITOR, purposes: ['oversight'] },
    { id: OFFICER, purposes: ['programme'] },
    { id: CONTROLLER, purposes: ['programme'] },
  ],
})
