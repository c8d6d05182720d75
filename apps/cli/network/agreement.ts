import { ok } from '@basinet/kernel/contract'
import { asNetwork, readAgreements } from '@basinet/network/node'
import type { Verb } from '../io.ts'
import { refuse } from '../node/backup.ts'
import { networkHere } from './here.ts'
import { ofRegion } from './of-region.ts'

const HASH_SHOWN = 16

/** Agreements this node holds, by the beginning of their hash (the whole with `--long`), and how they stand. */
export const agreements: Verb = async (args, given) => {
  const long = args.includes('--long')
  const { io } = ofRegion(
    args.filter((arg) => arg !== '--long'),
    given,
  )
  const found = await networkHere(io, async ({ core }) =>
    ok(await asNetwork(core, (db, at) => readAgreements(db, core.nation, at))),
  )
  if (!found.ok) return refuse(io, found.error.message)
  for (const { hash, state, parties, title } of found.value) {
    const shown = long ? hash : hash.slice(0, HASH_SHOWN)
    io.stdout.write(`${shown}  ${state.padEnd(13)}  ${parties.join(',')}  ${title}\n`)
  }
  return 0
}
