import { identityNeeds } from '@basinet/kernel/identity'
import type { LineRoutes } from './build-server.ts'
import { startHousekeeping } from './housekeeping.ts'
import type { OpenNode } from './open-node.ts'

/** The running parts of the lines: what feeds, watches and serves beside records and commands. */
export interface RunningLines extends LineRoutes {
  stop(): Promise<void>
}

export async function startLines(node: OpenNode): Promise<RunningLines> {
  const housekeeping = startHousekeeping(node)
  return {
    register: async () => undefined,
    needs: [identityNeeds],
    feeds: async () => [],
    stop: () => housekeeping.stop(),
  }
}
