import { defineCapability } from '@basinet/kernel/contract'
import { AUDITOR, CONTROLLER, OFFICER } from '@basinet/funding/contract/fields'
import {
  agreeAssistance,
  assistance,
  checkEndUse,
  closeAssistance,
  handOver,
  refuseAssistance,
  requestAssistance,
} from './contract/assistance.ts'
import {
  clearVetting,
  rejectVetting,
  submitVetting,
  suspendVetting,
  vettingResult,
} from './contract/vetting-result.ts'
import { CAPABILITY, LINE, SEATING, VETTING } from './contract/words.ts'

export type { Assistance } from './contract/assistance.ts'
export { vettingResult, type VettingResult } from './contract/vetting-result.ts'
export { vettingStanding, type VettingStanding, type VettingState } from './vetting-standing.ts'

/** What was asked for, agreed, handed over, looked after and achieved; and the vetting that releases it. */
export const assistanceCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [assistance, vettingResult],
  commands: [
    requestAssistance,
    agreeAssistance,
    refuseAssistance,
    handOver,
    checkEndUse,
    closeAssistance,
    submitVetting,
    clearVetting,
    rejectVetting,
    suspendVetting,
  ],
  roles: [
    { id: OFFICER, purposes: ['programme'] },
    { id: CONTROLLER, purposes: ['programme'] },
    { id: AUDITOR, purposes: ['oversight'] },
    { id: VETTING, purposes: ['programme'] },
    ...SEATING.map((id) => ({ id, purposes: ['training'] })),
  ],
})
