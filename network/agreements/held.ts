import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import { asNetwork } from '../node/db.ts'
import { loadState } from '../node/state.ts'
import { members } from '../register/index.ts'
import { toHex } from '../wire/index.ts'
import type { Agreement } from './agreement.ts'

/** The agreements this node holds, and who is in its network. */
export interface Held {
  readonly members: readonly string[]
  readonly agreements: readonly Agreement[]
  /** By the hash of its text, hexadecimal. */
  find(hash: string): Agreement | undefined
}

/** Errors: `network.absent` while the node is in no network, those of a statement that does not verify any more. */
export async function readHeld(core: Core): Promise<Result<Held>> {
  return asNetwork(core, async (db, at) => {
    const loaded = await loadState(db, core.nation, at.getTime())
    if (!loaded.ok) return loaded
    if (loaded.value === null) return fail('network.absent', 'this node has joined no network yet')
    const agreements = loaded.value.agreements.map((a) => a.agreement)
    const byHash = new Map(agreements.map((a) => [toHex(a.hash), a]))
    return ok({ members: members(loaded.value.register), agreements, find: (hash) => byHash.get(hash) })
  })
}
