import { defineCapability } from '@basinet/kernel/contract'
import { NETWORK_ROLE, RECEIVE_RIGHT, RELEASE_RIGHT } from '@basinet/kernel/copies'
import {
  agreement,
  AGREEMENT_AUTHORITY,
  AGREEMENT_OFFICER,
  agreementOrder,
  draftCommand,
  offerCommand,
  orderCommand,
  reviseCommand,
  signCommand,
  takeUpCommand,
  withdrawCommand,
} from './agreements/contract.ts'
import { giveShare, RELEASING_OFFICER, share, takeBackShare } from './sharing/contract.ts'

export * from './sharing/contract.ts'
export type { AgreementTemplate } from './agreements/template.ts'
export type { LiveArrived, LiveContent, LiveKind } from './live/contract.ts'
export { defineProbe } from './hit/probe-contract.ts'
export type {
  AskableModule,
  FoundCandidate,
  ProbeContent,
  ProbeDeclaration,
  ProbeEngine,
  RecordPlace,
} from './hit/probe-contract.ts'
export { PROBE_EXAMINER } from './hit/probe-records.ts'
export { foundBy, Sought, SOUGHT_KINDS, tokensOf, type FoundBy } from './hit/sought.ts'

/** What people do with the network, as records and commands, and the network's own rights inside the node. */
export const sharingCapability = defineCapability({
  id: 'sharing',
  line: 'regional',
  records: [share, agreement, agreementOrder] as never,
  commands: [
    giveShare,
    takeBackShare,
    draftCommand,
    reviseCommand,
    withdrawCommand,
    offerCommand,
    takeUpCommand,
    signCommand,
    orderCommand,
  ],
  roles: [
    { id: RELEASING_OFFICER, purposes: [] },
    { id: AGREEMENT_OFFICER, purposes: [] },
    { id: AGREEMENT_AUTHORITY, purposes: [] },
    { id: NETWORK_ROLE, purposes: [], reads: [RECEIVE_RIGHT, RELEASE_RIGHT], heldBy: 'machine' },
  ],
})
