import { randomBytes } from 'node:crypto'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { listKeys, revokeKey, REVOKE_REASONS, rotateKeys } from '@basinet/network/node'
import type { Io, Verb } from '../io.ts'
import { misused, refuse } from '../node/backup.ts'
import { networkHere, type NetworkHere } from './here.ts'
import { ofRegion } from './of-region.ts'

const USAGE = `network key list | rotate [--tls-now] | revoke ID --reason ${REVOKE_REASONS.join('|')} [--node NATION]`

/** The keys this node signs with and is written to: shown, changed with overlap, or ended at once. */
export const key: Verb = async (args, given) => {
  const tlsNow = args.includes('--tls-now')
  const { io, words, reason } = ofRegion(
    args.filter((word) => word !== '--tls-now'),
    given,
  )
  const [word, id] = words
  const why = REVOKE_REASONS.find((known) => known === reason)
  const good =
    word === 'list' || word === 'rotate'
      ? words.length === 1
      : word === 'revoke' && id !== undefined && why !== undefined
  if (!good) return misused(io, USAGE)
  const done = await networkHere(io, async (here) => {
    if (word === 'list') return list(io, here)
    if (word === 'rotate') return rotate(io, here, tlsNow)
    return revoke(io, here, id ?? '', why ?? 'retired')
  })
  return done.ok ? 0 : refuse(io, done.error.message)
}

async function list(io: Io, { core, keyring }: NetworkHere): Promise<Result<null>> {
  const rows = await listKeys(core, keyring)
  if (!rows.ok) return rows
  for (const { kind, id, from, until, standing } of rows.value)
    io.stdout.write(`${id}  ${kind.padEnd(5)}  ${standing.padEnd(8)}  ${from} to ${until}\n`)
  return ok(null)
}

async function rotate(io: Io, { core, keyring }: NetworkHere, tlsNow: boolean): Promise<Result<null>> {
  const made = await rotateKeys(core, keyring, (bytes) => new Uint8Array(randomBytes(bytes)), { tlsNow })
  if (!made.ok) return made
  const { sign, agree, serial, tlsFrom } = made.value
  io.stdout.write(
    `New keys ${sign} (signs) and ${agree} (is written to) are in force, descriptor ${serial}. The old ones stay in force ` +
      `for their time; the new certificate is shown from ${tlsFrom.toISOString()}. Members are told when the node runs.\n`,
  )
  return ok(null)
}

async function revoke(
  io: Io,
  { core, keyring }: NetworkHere,
  id: string,
  why: (typeof REVOKE_REASONS)[number],
): Promise<Result<null>> {
  if (!/^([0-9a-f]{16}|[0-9a-f]{64})$/.test(id))
    return fail('key.unknown', 'a key id of 16 or 64 digits is expected', 'key')
  const done = await revokeKey(core, keyring, id, why)
  if (!done.ok) return done
  io.stdout.write(`${id} is revoked. Members are told on the fastest lane when the node runs.\n`)
  return ok(null)
}
