import { checkNetwork } from '@basinet/network/node'
import type { Verb } from '../io.ts'
import { refuse } from '../node/backup.ts'
import { networkHere } from './here.ts'
import { ofRegion } from './of-region.ts'

/** Says of each thing a link needs whether it is right, and what to do where it is not. Exit 1 when anything is wrong. */
export const check: Verb = async (args, given) => {
  const { io } = ofRegion(args, given)
  const found = await networkHere(io, ({ core, keyring, config }) =>
    checkNetwork(core, keyring, config.network.url),
  )
  if (!found.ok) return refuse(io, found.error.message)
  for (const { what, good, says, advice } of found.value) {
    io.stdout.write(`${good ? 'ok   ' : 'WRONG'}  ${what}: ${says}\n`)
    if (advice !== null) io.stdout.write(`       → ${advice}\n`)
  }
  return found.value.every((f) => f.good) ? 0 : 1
}
