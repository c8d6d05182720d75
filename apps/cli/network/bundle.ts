import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { bundleName, openBundleDesk, type BundleDesk } from '@basinet/network/node'
import { BUNDLE_BYTES_MAX } from '@basinet/network/transports'
import type { Io, Verb } from '../io.ts'
import { misused, refuse } from '../node/backup.ts'
import { openHere } from '../node/open.ts'
import { ofRegion } from './of-region.ts'

/** Bundles one export makes at most: a stick of 8 GB. */
const FILES_MAX = 128

/** Writes what waits for a nation into a directory, as one signed file or several. */
export const bundleExport: Verb = async (args, given) => {
  const { io, words } = ofRegion(args, given)
  const [to, directory] = words
  if (to === undefined || directory === undefined || words.length !== 2)
    return misused(io, 'network bundle export NATION DIRECTORY [--node NATION]')
  if (!existsSync(directory) || !statSync(directory).isDirectory())
    return refuse(io, `${directory} is no directory`)
  const done = await withBundles(io, async (desk, me) => {
    const files: string[] = []
    for (let more = true; more && files.length < FILES_MAX;) {
      const made = await desk.export(to, { continued: files.length > 0 })
      if (!made.ok) return made
      const { manifest, messages, file } = made.value
      const name = join(directory, bundleName(me, to, manifest.serial))
      writeSynced(name, file)
      io.stdout.write(`${name}: ${messages} messages, ${file.length} bytes\n`)
      files.push(name)
      more = made.value.more
    }
    return ok(files)
  })
  return done.ok ? 0 : refuse(io, done.error.message)
}

/** Takes files in; one that was broken off goes on where it stopped. Exit 1 when anything in one was refused. */
export const bundleImport: Verb = async (args, given) => {
  const { io, words } = ofRegion(args, given)
  if (words.length === 0) return misused(io, 'network bundle import FILE… [--node NATION]')
  const done = await withBundles(io, async (desk) => {
    let refused = 0
    for (const name of words) {
      const size = existsSync(name) ? statSync(name).size : 0
      if (size === 0 || size > BUNDLE_BYTES_MAX)
        return fail('bundle.file', `${name}: expected a file of 1 to ${BUNDLE_BYTES_MAX} bytes`)
      const taken = await desk.import(readFileSync(name))
      if (!taken.ok) return fail(taken.error.code, `${name}: ${taken.error.message}`)
      const { manifest, mended, missing } = taken.value
      refused += taken.value.refused.length
      io.stdout.write(
        `${name}: bundle ${manifest.serial} of ${manifest.from}, ${taken.value.taken} messages taken\n`,
      )
      for (const { message, code } of taken.value.refused)
        io.stdout.write(`  message ${message} was refused: ${code}\n`)
      if (mended.length > 0) io.stdout.write(`  damaged and put right: byte ${mended.join(', ')}\n`)
      if (missing > 0)
        io.stdout.write(`  ${missing} bundles of ${manifest.from} before this one did not come\n`)
    }
    return ok(refused)
  })
  if (!done.ok) return refuse(io, done.error.message)
  return done.value === 0 ? 0 : 1
}

/** Opens the node for bundles, whether its server runs or not, and closes it again. */
async function withBundles<T>(
  io: Io,
  work: (desk: BundleDesk, me: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openHere(io)
  if (!opened.ok) return opened
  const { core, keyring } = opened.value
  try {
    const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))
    const desk = await openBundleDesk({ core, keyring, random })
    return desk.ok ? await work(desk.value, core.nation) : desk
  } finally {
    await opened.value.close()
  }
}

/** On the stick when this returns: it is pulled out soon after. */
function writeSynced(name: string, bytes: Uint8Array): void {
  const part = `${name}.part`
  const file = openSync(part, 'w', 0o600)
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(part, name)
}
