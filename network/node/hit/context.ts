import type { Keyring } from '@basinet/kernel/keys'
import type { ProbeEngine } from '../../hit/probe-contract.ts'
import type { FoundBy } from '../../hit/sought.ts'
import type { HeldSet } from '../../hit/index.ts'
import type { SqlStore } from '../../streams/index.ts'
import type { Parts } from '../parts.ts'

/** Tokens a unit, and all units of a nation, may have evaluated in an epoch. House rule: no source sets a number. */
export const HOUSE_LIMIT = { tokensPerUnit: 4000, tokensPerNation: 40_000 }

/** Shortest output: at 800,000 outputs and eight tokens one question in 3e12 hits by accident (network/hit/README.md). */
export const OUTPUT_BYTES = 8

/** What hit/no-hit works with inside the node. */
export interface HitParts {
  readonly parts: Parts
  readonly store: SqlStore
  readonly vault: Pick<Keyring, 'seal' | 'open'>
  readonly random: (bytes: number) => Uint8Array
  readonly foundBy: readonly FoundBy[]
  readonly probes: readonly ProbeEngine[]
  /** Confirmed hits, as `hitKey` names them; grows while the node runs, and is read again at its start. */
  readonly confirmed: Set<string>
  /** Own sets as they are kept, by class and epoch. */
  readonly held: Map<string, HeldSet>
}
