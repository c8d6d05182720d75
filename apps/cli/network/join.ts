import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  asNetwork,
  beginCeremony,
  ceremonyFile,
  introduce,
  introductionFile,
  keepCeremony,
  loadKeys,
  makeKeys,
  readCeremonyFile,
  readIntroductionFile,
  rootFingerprint,
  takeTurn,
  type Ceremony,
  type OwnKeys,
} from '@basinet/network/node'
import type { Io, Verb } from '../io.ts'
import { refuse } from '../node/backup.ts'
import { networkHere, type NetworkHere } from './here.ts'

const HELP =
  'usage: basinet network join [--body] | --found NAME FILE.introduction… | FILE.network [--confirm]\n'

/**
 * Joining, in the three forms a person uses one after the other: introduce this node, begin the network's file from
 * everybody's introductions, and take this node's turn on that file.
 */
export const join: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    options: {
      found: { type: 'string' },
      threshold: { type: 'string' },
      confirm: { type: 'boolean' },
      body: { type: 'boolean' },
    },
    allowPositionals: true,
  })
  const [file] = positionals
  const done =
    values.found !== undefined
      ? found(io, values.found, positionals, values.threshold)
      : file === undefined
        ? await networkHere(io, (here) => introduceHere(io, here, values.body === true))
        : await networkHere(io, (here) => turn(io, here, file, values.confirm === true))
  if (done.ok) return 0
  if (done.error.code === 'network.usage') io.stderr.write(HELP)
  return refuse(io, done.error.message)
}

async function ownKeys({ core, keyring }: NetworkHere): Promise<Result<OwnKeys>> {
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))
  return asNetwork(core, async (db, at) => {
    const there = await loadKeys(db, core.nation, keyring, at)
    if (!there.ok || there.value !== null) return there as Result<OwnKeys>
    await makeKeys(db, core.nation, keyring, random, at)
    return (await loadKeys(db, core.nation, keyring, at)) as Result<OwnKeys>
  })
}

async function introduceHere(io: Io, here: NetworkHere, body: boolean): Promise<Result<null>> {
  const { nation } = here.core
  const keys = await ownKeys(here)
  if (!keys.ok) return keys
  const { url } = here.config.network
  const kind = body ? 'body' : 'nation'
  const introduction = introduce(
    { nation, kind, mode: here.mode, urls: url === null ? [] : [url] },
    keys.value,
  )
  const file = `${nation}.introduction`
  writeFileSync(file, introductionFile(introduction))
  io.stdout.write(`${file} is written; it holds nothing secret. Send it to whoever founds the network.\n`)
  io.stdout.write(
    `Root key of ${nation}, to be read over the telephone:\n  ${rootFingerprint(introduction.root)}\n`,
  )
  if (url === null)
    io.stdout.write(
      'No BASINET_NETWORK_PORT is set: this node only dials out, and its partners must be reachable.\n',
    )
  return ok(null)
}

function found(io: Io, name: string, files: readonly string[], threshold: string | undefined): Result<null> {
  const introductions = []
  for (const file of files) {
    const read = readIntroductionFile(readFileSync(file))
    if (!read.ok) return fail(read.error.code, `${file}: ${read.error.message}`)
    introductions.push(read.value)
  }
  const needed = threshold === undefined ? Math.floor(files.length / 2) + 1 : Number(threshold)
  if (files.length === 0 || !Number.isInteger(needed) || needed < 1 || needed > files.length)
    return fail(
      'network.usage',
      `--threshold takes 1 to ${files.length}, and each founder's introduction is named`,
    )
  const begun = beginCeremony(name, introductions, needed, Date.now())
  if (!begun.ok) return begun
  writeFileSync(`${name}.network`, ceremonyFile(begun.value))
  io.stdout.write(
    `${name}.network is written: pass it round, each founder takes a turn twice (network join FILE).\n`,
  )
  sayFounders(io, begun.value)
  return ok(null)
}

async function turn(io: Io, here: NetworkHere, file: string, confirmed: boolean): Promise<Result<null>> {
  const read = readCeremonyFile(readFileSync(file))
  if (!read.ok) return read
  sayFounders(io, read.value)
  if (!confirmed) {
    io.stdout.write('Compare these by telephone with each founder, then give --confirm.\n')
    return ok(null)
  }
  const keys = await ownKeys(here)
  if (!keys.ok) return keys
  const taken = takeTurn(read.value, keys.value, Date.now())
  if (!taken.ok) return taken
  const { ceremony, done, waitsFor } = taken.value
  writeFileSync(file, ceremonyFile(ceremony))
  if (done === null) {
    io.stdout.write(`Signed. ${file} goes on to: ${waitsFor.join(', ')}\n`)
    return ok(null)
  }
  await asNetwork(here.core, (db, at) => keepCeremony(db, ceremony, done, at))
  io.stdout.write(
    `${here.core.nation} has joined ${ceremony.founding.network}. Send ${file} to those who have not.\n`,
  )
  return ok(null)
}

function sayFounders(io: Io, { founding }: Ceremony): void {
  const { network, mode, threshold, roots } = founding
  io.stdout.write(`Network ${network} (${mode}), ${threshold} of ${roots.length} decide. Root keys:\n`)
  for (const { nation, key } of roots) io.stdout.write(`  ${nation}  ${rootFingerprint(key)}\n`)
}
