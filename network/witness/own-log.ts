import type { Result } from '@basinet/kernel/contract'
import {
  tileNodeReader,
  type Ed25519Verify,
  type NodeReader,
  type TileReader,
  type TlogPolicy,
  type TreeHasher,
  type VerifierKey,
} from '@basinet/transparency-log'
import { rootAt } from './mirror.ts'

/** A node's own log, as its database has it. */
export interface OwnLog {
  readonly origin: string
  /** Keys this log has signed with, in force or not. */
  readonly keys: readonly VerifierKey[]
  /** leaves in the tree */
  readonly size: number
  readonly tiles: TileReader
  readonly hasher: TreeHasher
  readonly verify: Ed25519Verify
  readonly policy: TlogPolicy
}

export function ownNodes(own: OwnLog, size: number): NodeReader {
  return tileNodeReader(own.hasher, own.tiles, size)
}

export function ownRoot(own: OwnLog, size: number): Promise<Result<Uint8Array>> {
  return rootAt(own.hasher, own.tiles, size)
}

export function witnessKey(own: OwnLog, name: string): VerifierKey | null {
  return own.policy.witnesses.find((witness) => witness.name === name)?.key ?? null
}
