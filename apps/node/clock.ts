import type { CapabilityModule } from '@basinet/kernel/record'
import { sealedSubject, nodeSubject } from '@basinet/kernel/record'
import type { Store, Tx } from '@basinet/kernel/store'
import { openTrustedClock } from '@basinet/kernel/time'

/** The node's trusted time, its high-water mark kept in the database. */
export interface NodeClock {
  now(): Date
  state(): { readonly alarm: boolean; readonly behindMs: number }
  stop(): Promise<void>
}
