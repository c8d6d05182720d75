import { defineCapability } from '@basinet/kernel/contract'
import { NETWORK_ROLE, RECEIVE_RIGHT, RELEASE_RIGHT } from '@basinet/kernel/copies'
import { giveShare, RELEASING_OFFICER, share, takeBackShare } from './sharing/contract.ts'

export * from './sharing/contract.ts'
export { defineProbe } from './hit/probe-contract.ts'
export type {
  AskableModule,
  FoundCandidate,
  ProbeContent,
  ProbeDeclaration,
  ProbeEngine,
  RecordPlace,
} from './hit/probe-contract.ts'
export { foundBy, Sought, SOUGHT_KINDS, tokensOf, type FoundBy } from './hit/sought.ts'

/** What people do with the network, as records and commands, and the network's own rights inside the node. */
export const sharingCapability = defineCapability({
  id: 'sharing',
  line: 'regional',
  records: [share] as never,
  commands: [giveShare, takeBackShare],
  roles: [
    { id: RELEASING_OFFICER, purposes: [] },
    { id: NETWORK_ROLE, purposes: [], reads: [RECEIVE_RIGHT, RELEASE_RIGHT], heldBy: 'machine' },
  ],
})
