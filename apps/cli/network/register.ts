import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  asNetwork,
  foundingOf,
  keepRegister,
  loadKeys,
  proposeRegister,
  readIntroductionFile,
  readRegister,
  readRegisterChange,
  REGISTER_DAYS,
  registerChangeFile,
  rootFingerprint,
  takeRegisterTurn,
  type Introduction,
  type RegisterChange,
  type RegisterHere,
} from '@basinet/network/node'
import type { Io, Verb } from '../io.ts'
import { misused, refuse } from '../node/backup.ts'
import { networkHere, type NetworkHere } from './here.ts'

const USAGE =
  'network register [propose [--admit FILE.introduction]… [--remove NATION]… [--threshold N] [--days N] | FILE.register [--confirm]]'
const OPTIONS = {
  admit: { type: 'string', multiple: true },
  remove: { type: 'string', multiple: true },
  threshold: { type: 'string' },
  days: { type: 'string' },
  confirm: { type: 'boolean' },
} as const

/** The register in force, a next one proposed, or this node's turn on one that goes round. */
export const register: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  const [word] = positionals
  if (positionals.length > 1) return misused(io, USAGE)
  const done = await networkHere(io, (here) => {
    if (word === undefined) return show(io, here)
    return word === 'propose' ? propose(io, here, values) : turn(io, here, word, values.confirm === true)
  })
  return done.ok ? 0 : refuse(io, done.error.message)
}

const registerHere = ({ core }: NetworkHere): Promise<Result<RegisterHere | null>> =>
  asNetwork(core, (db, at) => readRegister(db, at.getTime()))

async function show(io: Io, here: NetworkHere): Promise<Result<null>> {
  const found = await registerHere(here)
  if (!found.ok) return found
  if (found.value === null) return fail('network.absent', 'this node has joined no network')
  const { state } = found.value
  const { version, until, threshold, roots } = state.register?.value ?? {
    ...state.founding.value,
    version: 0,
    until: 0,
  }
  io.stdout.write(
    `Register ${version} of ${state.founding.value.network}, good until ${new Date(until).toISOString()}; ${threshold} of ${roots.length} decide.\n`,
  )
  sayRoots(io, roots)
  return ok(null)
}

type Wish = Readonly<{ admit?: string[]; remove?: string[]; threshold?: string; days?: string }>

async function propose(io: Io, here: NetworkHere, wish: Wish): Promise<Result<null>> {
  const admit: Introduction[] = []
  for (const file of wish.admit ?? []) {
    const read = readIntroductionFile(readFileSync(file))
    if (!read.ok) return fail(read.error.code, `${file}: ${read.error.message}`)
    admit.push(read.value)
  }
  const found = await registerHere(here)
  if (!found.ok) return found
  if (found.value === null) return fail('network.absent', 'this node has joined no network')
  const { state, statements, certificates } = found.value
  const wanted = {
    admit,
    remove: wish.remove ?? [],
    threshold: wish.threshold === undefined ? null : Number(wish.threshold),
    days: wish.days === undefined ? REGISTER_DAYS : Number(wish.days),
  }
  const proposed = proposeRegister(state, statements, certificates, wanted, Date.now())
  if (!proposed.ok) return proposed
  const file = `${state.founding.value.network}-${proposed.value.next.version}.register`
  writeFileSync(file, registerChangeFile(proposed.value))
  sayChange(io, proposed.value)
  io.stdout.write(
    `${file} is written; it holds nothing secret. ${admit.length > 0 ? 'Newcomers take their turn first, then members' : 'Members take their turn'}: ` +
      `network register ${file} --confirm\n`,
  )
  return ok(null)
}

async function turn(io: Io, here: NetworkHere, file: string, confirmed: boolean): Promise<Result<null>> {
  const read = readRegisterChange(readFileSync(file))
  if (!read.ok) return fail(read.error.code, `${file}: ${read.error.message}`)
  const founded = foundingOf(read.value)
  if (!founded.ok) return founded
  io.stdout.write(`Network ${founded.value.founding.value.network}.\n`)
  sayChange(io, read.value)
  if (!confirmed) {
    io.stdout.write('Compare these by telephone with each nation, then give --confirm.\n')
    return ok(null)
  }
  const found = await registerHere(here)
  if (!found.ok) return found
  const { core, keyring } = here
  const keys = await asNetwork(core, (db, at) => loadKeys(db, core.nation, keyring, at))
  if (!keys.ok) return keys
  if (keys.value === null) return fail('network.keys', 'this node has no network keys yet: network join')
  const taken = takeRegisterTurn(read.value, keys.value, found.value?.state ?? null, Date.now())
  if (!taken.ok) return taken
  const { change, register: signed, waitsFor, missing } = taken.value
  writeFileSync(file, registerChangeFile(change))
  if (signed === null) {
    const more = missing > 0 ? `, ${missing} more to sign` : ''
    io.stdout.write(`Done here. ${file} goes on to: ${waitsFor.join(', ')}${more}\n`)
    return ok(null)
  }
  const newcomer = change.introductions.some((i) => i.nation === core.nation)
  await asNetwork(core, (db, at) => keepRegister(db, change, signed, at, newcomer))
  io.stdout.write(
    `Register ${change.next.version} is in force here; running nodes tell the members. ` +
      `Newcomers take ${file} once more.\n`,
  )
  return ok(null)
}

function sayChange(io: Io, { next, introductions }: RegisterChange): void {
  io.stdout.write(
    `Register ${next.version}, good until ${new Date(next.until).toISOString()}; ${next.threshold} of ${next.roots.length} decide.\n`,
  )
  if (introductions.length > 0) io.stdout.write(`New: ${introductions.map((i) => i.nation).join(', ')}\n`)
  if (next.left.length > 0) io.stdout.write(`No members: ${next.left.join(', ')}\n`)
  sayRoots(io, next.roots)
}

function sayRoots(io: Io, roots: RegisterChange['next']['roots']): void {
  io.stdout.write('Root keys:\n')
  for (const { nation, key } of roots) io.stdout.write(`  ${nation}  ${rootFingerprint(key)}\n`)
}
