import type { Label } from '../contract/label.ts'

/** Right to write copies of other owners' records, and to read what may leave; held by the network's own subject alone. */
export const RECEIVE_RIGHT = 'receive'
export const RELEASE_RIGHT = 'release'
/** Role of the network inside the node; never granted to a person. */
export const NETWORK_ROLE = 'network-system'

/** One revision of a record as its owner's node gives it away and another takes it. */
export interface RecordCopy {
  readonly id: string
  readonly type: string
  /** Version of the record type the body is written in. */
  readonly version: number
  readonly rev: number
  readonly label: Label
  readonly body: unknown
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
  readonly updatedBy: string
  readonly supersedes: string | null
}
