import { parseArgs } from 'node:util'
import type { Verb } from '../io.ts'
import { keysHere, refuse } from './backup.ts'

/** Prints recovery shares once; each goes to another person. Nothing is stored. */
export const shares: Verb = async (args, io) => {
  const { values } = parseArgs({ args, options: { needed: { type: 'string' }, total: { type: 'string' } } })
  const needed = Number(values.needed)
  const total = Number(values.total)
  if (!Number.isInteger(needed) || !Number.isInteger(total))
    return refuse(io, 'usage: basinet keys shares --needed M --total N')
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const made = await here.value.keyring.recoveryShares(needed, total)
  if (!made.ok) return refuse(io, made.error.message)
  made.value.forEach((share, i) =>
    io.stdout.write(`Share ${i + 1} of ${total} (any ${needed} restore the key):\n${share}\n\n`),
  )
  return 0
}
