import { defineCapability } from '@basinet/kernel/contract'
import {
  amendFirearm,
  annulFirearm,
  firearm,
  firearmLabels,
  recordFirearm,
  restoreSerial,
} from './contract/firearm.ts'
import { answerTrace, draftTrace, firearmTrace, sendTrace, withdrawTrace } from './contract/trace.ts'
import { CAPABILITY, CUSTOMS, EXAMINER, EXHIBITS, LINE, OFFICER } from './contract/words.ts'

export { firearm, type Firearm } from './contract/firearm.ts'
export { type FirearmTrace } from './contract/trace.ts'
export { type Candidate } from './rules/candidates.ts'
export { type Statistics } from './rules/statistics.ts'

/** Recovered firearms, where they are asked after, and what came back. */
export const firearmsCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [firearm, firearmTrace] as never,
  commands: [
    recordFirearm,
    amendFirearm,
    restoreSerial,
    annulFirearm,
    draftTrace,
    sendTrace,
    answerTrace,
    withdrawTrace,
    firearmLabels.restrict,
    firearmLabels.relabel,
  ],
  roles: [
    { id: OFFICER, purposes: ['firearms-tracing'], reads: ['exhibit', 'custody-event', 'seizure'] },
    { id: EXAMINER, purposes: ['firearms-tracing'] },
    { id: CUSTOMS, purposes: [] },
    { id: EXHIBITS, purposes: [] },
  ],
})
