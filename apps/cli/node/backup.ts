import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createBackup, noteEvent, verifyBackup } from '@basinet/kernel/backup'
import {
  createLog,
  evidenceChunks,
  findDatabase,
  openKeys,
  readConfig,
  readNodeFile,
  rememberBackupPlace,
  VERSION,
} from '@basinet/node-app'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { NodeConfig, NodeFile } from '@basinet/node-app'
import type { Keyring } from '@basinet/kernel/keys'
import type { Io, Verb } from '../io.ts'

export interface Here {
  readonly config: NodeConfig
  readonly file: NodeFile
  readonly keyring: Keyring
}

/** Configuration, identity and keys of the node of BASINET_DATA, without opening its database. */
export async function keysHere(io: Io): Promise<Result<Here>> {
  const config = readConfig(io.env)
  if (!config.ok) return config
  const file = readNodeFile(config.value.dataDir)
  if (!file.ok) return file
  if (file.value === null)
    return fail('node.absent', `there is no node in ${config.value.dataDir}; set BASINET_DATA`)
  // Opening keys where there are none makes new ones, and those open nothing of what is here.
  const ring = join(config.value.dataDir, 'keys', 'keyring.json')
  if (!existsSync(ring))
    return fail('keys.keyring-missing', `${ring} is missing; put the keyring.json of a backup set there`)
  const keyring = await openKeys(config.value, () => new Date())
  return keyring.ok ? ok({ config: config.value, file: file.value, keyring: keyring.value }) : keyring
}

export function refuse(io: Io, message: string): number {
  io.stderr.write(`basinet: ${message}\n`)
  return 1
}

/** Told how a verb is used, with exit code 2. */
export function misused(io: Io, usage: string): number {
  io.stderr.write(`usage: basinet ${usage}\n`)
  return 2
}

export const backup: Verb = async (args, io) => {
  const [directory] = args
  if (directory === undefined) return misused(io, 'backup DIRECTORY')
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const { config, file, keyring } = here.value
  const database = await findDatabase(
    config,
    Buffer.from(keyring.subjectMacKey()),
    createLog(io.env['BASINET_LOG'] ?? 'warn'),
  )
  if (!database.ok) return refuse(io, database.error.message)
  try {
    const made = await createBackup({
      adminUrl: database.value.adminUrl,
      chunks: evidenceChunks(config),
      keyring,
      keyringDir: join(config.dataDir, 'keys'),
      nodeFile: join(config.dataDir, 'node.json'),
      target: resolve(directory),
      nation: file.nation,
      auditOrigin: `basinet/${file.nation}`,
      nodeVersion: VERSION,
      random: (bytes) => randomBytes(bytes),
      clock: () => new Date(),
      onProgress: (step, done, total) => void io.stderr.write(`\r${step} ${done}/${total} `),
    })
    if (!made.ok) return refuse(io, made.error.message)
    const { id, createdAt, evidence } = made.value.manifest
    const details = { set: id, of: createdAt, evidence: evidence.files }
    await noteEvent(database.value.adminUrl, file.nation, { kind: 'backup.made', at: new Date(), details })
    rememberBackupPlace(config.dataDir, resolve(directory))
    io.stderr.write('\n')
    io.stdout.write(`${made.value.path}\n`)
    return 0
  } finally {
    await database.value.stop()
  }
}

export const backupVerify: Verb = async (args, io) => {
  const [path] = args
  if (path === undefined) return misused(io, 'backup verify SET')
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const verified = await verifyBackup(resolve(path), here.value.keyring)
  if (!verified.ok) return refuse(io, verified.error.message)
  io.stdout.write(
    `sound: ${verified.value.tables.length} tables, ${verified.value.evidence.chunks} evidence chunks\n`,
  )
  return 0
}
