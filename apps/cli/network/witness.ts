import { fail, ok } from '@basinet/kernel/contract'
import { asNetwork, closeAlarm, excuseWitnesses, setQuorum } from '@basinet/network/node'
import type { Verb } from '../io.ts'
import { misused, refuse } from '../node/backup.ts'
import { networkHere } from './here.ts'
import { ofRegion } from './of-region.ts'

const QUORUM_MAX = 64

/** How many other members must cosign a checkpoint of this node's audit log before it counts as witnessed. */
export const quorum: Verb = async (args, given) => {
  const { io, words } = ofRegion(args, given)
  const most = Number(words[0])
  if (words.length !== 1 || !Number.isInteger(most) || most < 1 || most > QUORUM_MAX)
    return misused(io, 'network witness NUMBER [--node NATION]')
  const done = await networkHere(io, async ({ core }) =>
    ok(await asNetwork(core, (db) => setQuorum(db, most))),
  )
  if (!done.ok) return refuse(io, done.error.message)
  io.stdout.write(`A checkpoint counts as witnessed when ${most} other members have cosigned it.\n`)
  return 0
}

/** People looked into a red alarm and close it; it stays on record with their reason. */
export const alarm: Verb = async (args, given) => {
  const { io, words, reason } = ofRegion(args, given)
  const [word, id] = words
  if (word !== 'close' || id === undefined || words.length !== 2 || reason.length < 3)
    return misused(io, 'network alarm close ID --reason TEXT [--node NATION]')
  const done = await networkHere(io, async ({ core }) =>
    (await asNetwork(core, (db, at) => closeAlarm(db, id, reason, at)))
      ? ok(null)
      : fail('alarm.absent', `no open alarm ${id}`),
  )
  if (!done.ok) return refuse(io, done.error.message)
  io.stdout.write('Closed; it stays on record.\n')
  return 0
}

/** Two persons answer for a restored node's going on without what these partners may know. */
export const excuse: Verb = async (args, given) => {
  const { io, words, reason } = ofRegion(args, given)
  const [first, second] = reason.split('+').map((name) => name.trim())
  if (words.length === 0 || !first || !second || first === second)
    return misused(io, 'network excuse NATION… --reason "FIRST PERSON + SECOND PERSON" [--node NATION]')
  const done = await networkHere(io, async ({ core }) =>
    ok(await asNetwork(core, (db, at) => excuseWitnesses(db, words, `${first} + ${second}`, at))),
  )
  if (!done.ok) return refuse(io, done.error.message)
  io.stdout.write(`A restored node here does not wait for ${words.join(', ')}. Both names are on record.\n`)
  return 0
}
