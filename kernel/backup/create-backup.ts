import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { fail, ok, type Result } from '../contract/result.ts'
import type { ChunkStore } from '../evidence/chunk-store.ts'
import { directoryChunkStore } from '../evidence/dir-chunk-store.ts'
import { randomId } from '../evidence/evidence-parts.ts'
import { syncDirectory, writeDurably } from '../keys/durable-file.ts'
import type { Keyring } from '../keys/keyring.ts'
import { keyringPath } from '../keys/keyring-file.ts'
import { withAdmin } from './admin-client.ts'
import {
  BACKUP_FORMAT,
  EVIDENCE_FOLDER,
  HEADER_NAME,
  KEYRING_NAME,
  MANIFEST_PART,
  NODE_NAME,
  type BackupHeader,
  type BackupManifest,
} from './backup-set.ts'
import { listMigrations, listPartitions, listSequences, listTables, seesEveryRow } from './catalogue.ts'
import { copyEvidence } from './copy-evidence.ts'
import { dumpTable } from './copy-table.ts'
import { EXPUNGED_NAME } from './expunged-list.ts'
import { currentExpungedList, keepListByAdmin } from './keep-expunged-list.ts'
import { writePart, type PartKey } from './part-file.ts'

const SET_KEY_BYTES = 32

export interface CreateBackupOptions {
  /** the migration login, or another that row-level security does not bind */
  readonly adminUrl: string
  readonly chunks: ChunkStore
  readonly keyring: Pick<Keyring, 'seal' | 'auditSigner' | 'auditPublicKeys'>
  /** directory of `keyring.json`, a copy of which goes into the set */
  readonly keyringDir: string
  /** `node.json`, a copy of which goes into the set */
  readonly nodeFile: string
  /** directory that holds backup sets; never below the data directory */
  readonly target: string
  readonly nation: string
  /** origin of the audit log, as its checkpoints name it */
  readonly auditOrigin: string
  readonly nodeVersion: string
  readonly random: (bytes: number) => Uint8Array
  readonly clock: () => Date
  /** what is being done, and how many of how many */
  readonly onProgress?: (step: 'tables' | 'evidence', done: number, total: number) => void
}

export interface BackupSummary {
  /** directory of the finished set */
  readonly path: string
  readonly manifest: BackupManifest
}

/**
 * One consistent set: the database as of one snapshot, and every evidence chunk that snapshot refers to. The set
 * appears under its name only when it is complete and on the disk. The list of expungements beside the sets is brought up to
 * date with it. Errors: `backup.login`, `expunged.line` where that list is damaged.
 */
export function createBackup(options: CreateBackupOptions): Promise<Result<BackupSummary>> {
  return withAdmin(options.adminUrl, async (client) => {
    if (!(await seesEveryRow(client))) return loginTooWeak()
    const keeper = { origin: options.auditOrigin, keyring: options.keyring }
    const list = await currentExpungedList(join(options.target, EXPUNGED_NAME), keeper)
    if (!list.ok) return list
    const id = randomId(options.random)
    const createdAt = options.clock().toISOString()
    const name = `${createdAt.replaceAll(/[-:]|\.\d+/g, '')}-${id}`
    const partial = join(options.target, `${name}.partial`)
    try {
      const manifest = await writeSet(client, options, partial, {
        format: BACKUP_FORMAT,
        id,
        nation: options.nation,
        createdAt,
      })
      await rename(partial, join(options.target, name))
      await syncDirectory(options.target)
      const kept = await keepListByAdmin(options.adminUrl, keeper, options.target, options.clock())
      if (!kept.ok) return kept
      return ok({ path: join(options.target, name), manifest })
    } finally {
      await rm(partial, { recursive: true, force: true })
    }
  })
}

async function writeSet(
  client: pg.Client,
  options: CreateBackupOptions,
  folder: string,
  head: Omit<BackupHeader, 'wrappedKey'>,
): Promise<BackupManifest> {
  await mkdir(join(folder, EVIDENCE_FOLDER), { recursive: true, mode: 0o700 })
  const part: PartKey = { setId: head.id, key: options.random(SET_KEY_BYTES), random: options.random }
  const contents = await writeContents(client, options, folder, part)
  const manifest: BackupManifest = { ...head, nodeVersion: options.nodeVersion, ...contents }
  await writePart(join(folder, MANIFEST_PART), MANIFEST_PART, part, [Buffer.from(JSON.stringify(manifest))])
  await writeDurably(join(folder, KEYRING_NAME), await readFile(keyringPath(options.keyringDir)), 'new')
  await writeDurably(join(folder, NODE_NAME), await readFile(options.nodeFile), 'new')
  const header: BackupHeader = { ...head, wrappedKey: options.keyring.seal('backup', head.id, part.key) }
  await writeDurably(join(folder, HEADER_NAME), Buffer.from(`${JSON.stringify(header, null, 2)}\n`), 'new')
  return manifest
}

function loginTooWeak(): ReturnType<typeof fail> {
  return fail(
    'backup.login',
    'row-level security would hide rows from this login: back up with a superuser, or give the migration login BYPASSRLS',
    'adminUrl',
  )
}

type Contents = Pick<BackupManifest, 'migrations' | 'tables' | 'partitions' | 'sequences' | 'evidence'>

async function writeContents(
  client: pg.Client,
  options: CreateBackupOptions,
  folder: string,
  part: PartKey,
): Promise<Contents> {
  await client.query(
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; SET LOCAL row_security = off',
  )
  const names = await listTables(client)
  const tables: BackupManifest['tables'] = []
  for (const [i, name] of names.entries()) {
    tables.push(await dumpTable(client, name, folder, `table-${i}.part`, part))
    options.onProgress?.('tables', i + 1, names.length)
  }
  const catalogue = {
    migrations: await listMigrations(client),
    partitions: await listPartitions(client),
    sequences: await listSequences(client),
  }
  const evidence = await copyEvidence(client, {
    from: options.chunks,
    to: directoryChunkStore(join(folder, EVIDENCE_FOLDER)),
    adminUrl: options.adminUrl,
    present: names.some((name) => name.schema === 'basinet' && name.table === 'evidence_file'),
    onProgress: (done, total) => options.onProgress?.('evidence', done, total),
  })
  await client.query('COMMIT')
  return { tables, ...catalogue, evidence }
}
