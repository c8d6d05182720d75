import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { newKekFile } from '@basinet/kernel/keys'
import type { Verb } from '../io.ts'
import { keysHere, refuse } from './backup.ts'

/** Prints recovery shares once, as `keys recover` reads them; each goes to another person. Nothing is stored. */
export const shares: Verb = async (args, io) => {
  const { values } = parseArgs({ args, options: { needed: { type: 'string' }, total: { type: 'string' } } })
  const needed = Number(values.needed)
  const total = Number(values.total)
  if (!Number.isInteger(needed) || !Number.isInteger(total)) {
    io.stderr.write('usage: basinet keys shares --needed M --total N\n')
    return 2
  }
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const made = await here.value.keyring.recoveryShares(needed, total)
  if (!made.ok) return refuse(io, made.error.message)
  io.stdout.write(made.value.join('\n'))
  return 0
}

/** Kind, version, state and age of every key, and the warnings of the node's start. */
export const list: Verb = async (_args, io) => {
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const { keyring } = here.value
  io.stdout.write(`key-encryption  ${keyring.kekVersion}  active\n`)
  for (const { purpose, version, state, createdAt } of keyring.versions())
    io.stdout.write(`${purpose}  ${version}  ${state}  ${createdAt}\n`)
  for (const warning of keyring.warnings) io.stderr.write(`Warning: ${warning}\n`)
  return 0
}

const VERSION_MAX = 999_999

/** A key for `systemd-creds encrypt`; the node makes its key file itself. */
export const generate: Verb = async (args, io) => {
  const { values } = parseArgs({ args, options: { version: { type: 'string', default: '1' } } })
  const version = Number(values.version)
  if (!Number.isInteger(version) || version < 1 || version > VERSION_MAX) {
    io.stderr.write(`basinet: --version takes a whole number, 1 to ${VERSION_MAX}\n`)
    return 2
  }
  io.stdout.write(newKekFile(version, (bytes) => randomBytes(bytes)))
  return 0
}
