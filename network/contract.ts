import { defineCapability } from '@basinet/kernel/contract'
import { NETWORK_ROLE, RECEIVE_RIGHT, RELEASE_RIGHT } from '@basinet/kernel/copies'

/** What people do with the network, as records and commands, and the network's own rights inside the node. */
export const sharingCapability = defineCapability({
  id: 'sharing',
  line: 'regional',
  records: [],
  commands: [],
  roles: [{ id: NETWORK_ROLE, purposes: [], reads: [RECEIVE_RIGHT, RELEASE_RIGHT] }],
})
