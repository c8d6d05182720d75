import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  EXPUNGED_NAME,
  KEYRING_NAME,
  NODE_NAME,
  noteEvent,
  replayOnDatabase,
  restoreBackup,
} from '@basinet/kernel/backup'
import { allMigrations, createLog, evidenceChunks, findDatabase, readConfig } from '@basinet/node-app'
import type { Failure } from '@basinet/kernel/contract'
import type { Io, Verb } from '../io.ts'
import { keysHere, refuse } from './backup.ts'

const USAGE = `usage: basinet restore SET [--expunged FILE | --without-expunged "REASON"]`

interface Wish {
  readonly path: string
  readonly expunged: { readonly list: string } | { readonly without: string }
}

/** The list beside the set, unless another is named or a person says why there is none. */
function wishOf(args: string[]): Wish | null {
  const { values, positionals } = parseArgs({
    args,
    options: { expunged: { type: 'string' }, 'without-expunged': { type: 'string' } },
    allowPositionals: true,
  })
  const [set] = positionals
  const without = values['without-expunged']?.trim()
  if (set === undefined || positionals.length > 1 || without === '') return null
  const path = resolve(set)
  if (without === undefined) return { path, expunged: { list: values.expunged ?? besides(path) } }
  return values.expunged === undefined ? { path, expunged: { without } } : null
}

const besides = (set: string): string => join(dirname(set), EXPUNGED_NAME)

/** What the set says of the node and its wrapped keys, where the data directory says nothing yet. */
function takeFromSet(set: string, io: Io): void {
  const config = readConfig(io.env)
  if (!config.ok) return
  const { dataDir } = config.value
  const files = [
    [join(set, NODE_NAME), join(dataDir, 'node.json')],
    [join(set, KEYRING_NAME), join(dataDir, 'keys', 'keyring.json')],
  ] as const
  for (const [from, to] of files) {
    if (existsSync(to) || !existsSync(from)) continue
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
    writeFileSync(to, readFileSync(from), { mode: 0o600, flag: 'wx' })
    io.stderr.write(`${to} taken from the set\n`)
  }
}

/**
 * Restores into an empty database and expunges again what the list says. `node.json` and `keys/keyring.json` are taken from the
 * set where there are none yet; the key-encryption key must be there.
 */
export const restore: Verb = async (args, io) => {
  const wish = wishOf(args)
  if (wish === null) {
    io.stderr.write(`${USAGE}\n`)
    return 2
  }
  takeFromSet(wish.path, io)
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const { config, file, keyring } = here.value
  const subjectKey = Buffer.from(keyring.subjectMacKey())
  const database = await findDatabase(config, subjectKey, createLog(io.env['BASINET_LOG'] ?? 'warn'))
  if (!database.ok) return refuse(io, database.error.message)
  try {
    const { adminUrl, appLogin } = database.value
    const restored = await restoreBackup({
      ...wish,
      keyring,
      provisioning: { adminUrl, migrations: allMigrations(), subjectKey, appLogin },
      chunks: evidenceChunks(config),
      nation: file.nation,
      auditOrigin: `basinet/${file.nation}`,
      clock: () => new Date(),
      onProgress: (step) => void io.stderr.write(`${step}\n`),
    })
    if (!restored.ok) return refuse(io, hinted(restored.error))
    const { audit, upgraded, manifest, expunged } = restored.value
    const replayed =
      'without' in wish.expunged ? { withoutExpunged: wish.expunged.without } : { expungedAgain: expunged }
    const details = { set: manifest.id, of: manifest.createdAt, size: audit.size, ...replayed }
    await noteEvent(adminUrl, file.nation, { kind: 'backup.restored', at: new Date(), details })
    io.stdout.write(
      `restored; audit log of ${audit.size} events ${audit.ok ? 'is sound' : `is NOT sound: ${audit.fault?.message ?? ''}`}; ${upgraded.length} migrations added\n`,
    )
    io.stdout.write(
      expunged === null
        ? 'WITHOUT a list of expungements: what was expunged since may be back; the log says so\n'
        : `${expunged.records} records expunged again; the list is complete to ${expunged.completeTo.toISOString()}\n`,
    )
    return audit.ok ? 0 : 1
  } finally {
    await database.value.stop()
  }
}

function hinted({ code, message }: Failure): string {
  if (!/^(backup\.expunged|expunged\.)/.test(code)) return message
  return `${message}\nThe newest list is in the data directory of the node that was lost, and beside the sets: --expunged FILE. To go on without one, which the log records: --without-expunged "REASON".`
}

/** For a database that came back by other means than `restore`: a point in time, a snapshot of the disk. */
export const restoreReplay: Verb = async (args, io) => {
  const [list] = args
  if (list === undefined || args.length > 1) {
    io.stderr.write('usage: basinet restore replay FILE\n')
    return 2
  }
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const { config, file, keyring } = here.value
  const log = createLog(io.env['BASINET_LOG'] ?? 'warn')
  const database = await findDatabase(config, Buffer.from(keyring.subjectMacKey()), log)
  if (!database.ok) return refuse(io, database.error.message)
  try {
    const { adminUrl, appLogin } = database.value
    const replayed = await replayOnDatabase({
      list: resolve(list),
      adminUrl,
      appLogin: appLogin.name,
      chunks: evidenceChunks(config),
      keyring,
      nation: file.nation,
      auditOrigin: `basinet/${file.nation}`,
      clock: () => new Date(),
    })
    if (!replayed.ok) return refuse(io, replayed.error.message)
    const { records, completeTo } = replayed.value
    io.stdout.write(
      `${records} records expunged again; the list is complete to ${completeTo?.toISOString() ?? 'nothing'}\n`,
    )
    return 0
  } finally {
    await database.value.stop()
  }
}
