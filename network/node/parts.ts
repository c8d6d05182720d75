import type { Label } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import type { Exchange, SqlTx } from '../streams/index.ts'
import type { Cbor, Lane, Signer } from '../wire/index.ts'
import type { NetworkState } from './state.ts'

/** What every part of the network inside the node works with. */
export interface Parts {
  readonly me: string
  readonly core: Core
  readonly state: () => NetworkState
  readonly exchange: Exchange<SqlTx>
  readonly signer: () => Signer
  /** A random UUID. */
  readonly newId: () => string
}

/** Something the network tells partners on its own account, in the caller's transaction. */
export interface Word {
  readonly type: `network.${string}`
  readonly to: readonly string[]
  readonly lane: Lane
  readonly content: Cbor
}

/** Partners without a key in force are left out: they get it when they are told again. */
export async function tell(parts: Parts, tx: SqlTx, word: Word): Promise<void> {
  const { me, exchange, newId, core } = parts
  for (const to of word.to) {
    const queued = await exchange.queue(tx, {
      id: newId(),
      type: word.type,
      version: 1,
      to: [to],
      agreement: null,
      purpose: null,
      label: wordLabel(me, to, core.mode),
      record: null,
      supersedes: null,
      content: word.content,
      lane: word.lane,
      track: null,
    })
    if (!queued.ok && queued.error.code !== 'stream.recipient')
      throw new Error(`BUG: ${queued.error.message}`)
  }
}

function wordLabel(owner: string, to: string, mode: Core['mode']): Label {
  return {
    owner,
    class: 'official',
    releaseTo: [to],
    displayOnly: [],
    handling: [],
    purposes: [],
    personal: false,
    juvenile: false,
    sealed: false,
    keepUntil: null,
    eraseBy: null,
    holds: [],
    leaseUntil: null,
    onward: 'none',
    sources: [owner],
    exercise: mode === 'demo',
  }
}
