import { randomUUID } from 'node:crypto'
import { ok, type Result } from '@basinet/kernel/contract'
import type { Keyring } from '@basinet/kernel/keys'
import type { Core } from '@basinet/kernel/record'
import type { Room } from '../streams/index.ts'
import { asNetwork } from './db.ts'
import { NetworkEngine, type EngineOptions } from './engine.ts'
import { loadKeys } from './keys.ts'
import type { ReadPaper } from './paper.ts'
import { loadState } from './state.ts'

export interface EngineSource {
  readonly core: Core
  readonly keyring: Pick<Keyring, 'seal' | 'open'>
  readonly random: (bytes: number) => Uint8Array
  readonly room: () => Room
  readonly asked?: EngineOptions['asked']
  readonly live?: EngineOptions['live']
  readonly readPaper?: ReadPaper
}

/** The network of a node, for its server or beside it for bundles. Null where the node has joined none. Errors: of keys and register. */
export async function openEngine(source: EngineSource): Promise<Result<NetworkEngine | null>> {
  const { core, keyring } = source
  const { keys, state } = await asNetwork(core, async (db, at) => ({
    keys: await loadKeys(db, core.nation, keyring, at),
    state: await loadState(db, core.nation, at.getTime()),
  }))
  if (!keys.ok) return keys
  if (!state.ok) return state
  if (keys.value === null || state.value === null) return ok(null)
  const { random, room, asked = [], live = [] } = source
  const parts = {
    core,
    keys: keys.value,
    state: state.value,
    random,
    room,
    asked,
    live,
    vault: keyring,
    newId: randomUUID,
    ...(source.readPaper === undefined ? {} : { readPaper: source.readPaper }),
  }
  const engine = new NetworkEngine(parts)
  await engine.resumeRestored()
  await engine.openHits()
  return ok(engine)
}
