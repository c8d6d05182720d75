import { sweepIdentity } from '@basinet/kernel/identity'
import type { OpenNode } from './open-node.ts'

const EVERY_MS = 3_600_000
const FIRST_AFTER_MS = 60_000

/** What is cleared away on a schedule: uploads past their time, chunks of destroyed files, ended sessions. Every process may do it. */
export function startHousekeeping(node: OpenNode): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const sweep = async (): Promise<void> => {
    try {
      await node.evidence.sweep()
      await sweepIdentity(node.core)
    } catch (error) {
      node.log.warn({ err: error }, 'housekeeping was interrupted')
    }
  }
  const run = (): void => void (running = sweep())
  const first = setTimeout(run, FIRST_AFTER_MS)
  const timer = setInterval(run, EVERY_MS)
  return {
    async stop() {
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}
