import { fail, ok } from '@basinet/kernel/contract'
import { actOnAgreement, AGREEMENT_ACTS, asNetwork, readAgreements } from '@basinet/network/node'
import type { Verb } from '../io.ts'
import { misused, refuse } from '../node/backup.ts'
import { networkHere } from './here.ts'
import { ofRegion } from './of-region.ts'

const HASH_SHOWN = 16

/** Agreements this node holds, by the beginning of their hash, and how they stand. */
export const agreements: Verb = async (args, given) => {
  const { io } = ofRegion(args, given)
  const found = await networkHere(io, async ({ core }) =>
    ok(await asNetwork(core, (db, at) => readAgreements(db, core.nation, at))),
  )
  if (!found.ok) return refuse(io, found.error.message)
  for (const { hash, state, parties, title } of found.value)
    io.stdout.write(`${hash.slice(0, HASH_SHOWN)}  ${state.padEnd(13)}  ${parties.join(',')}  ${title}\n`)
  return 0
}

/** Suspends, resumes, ends or activates an agreement in the nation's name; the parties are told on the fastest lane. */
export const agreementAct: Verb = async (args, given) => {
  const { io, words, reason } = ofRegion(args, given)
  const [word, named] = words
  const action = AGREEMENT_ACTS.find((known) => known === word)
  if (action === undefined || named === undefined || words.length !== 2 || reason.length < 3)
    return misused(io, `network agreement ${AGREEMENT_ACTS.join('|')} HASH --reason TEXT [--node NATION]`)
  const done = await networkHere(io, ({ core, keyring }) =>
    /^[0-9a-f]{8,64}$/.test(named)
      ? actOnAgreement(core, keyring, named, action, reason)
      : Promise.resolve(
          fail('agreement.unknown', 'a hash, or its first 8 digits at least, is expected', 'hash'),
        ),
  )
  if (!done.ok) return refuse(io, done.error.message)
  const { title, before, after } = done.value
  io.stdout.write(`${title}: ${before} → ${after}. The parties are told when the node runs.\n`)
  return 0
}
