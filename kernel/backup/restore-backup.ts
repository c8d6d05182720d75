import { join } from 'node:path'
import type pg from 'pg'
import type { AuditVerdict } from '../audit/verify.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { chunkName } from '../evidence/chunk.ts'
import type { ChunkStore } from '../evidence/chunk-store.ts'
import { directoryChunkStore } from '../evidence/dir-chunk-store.ts'
import type { Keyring } from '../keys/keyring.ts'
import { provision, type Provisioning } from '../store/provision.ts'
import { asAdmin, withAdmin } from './admin-client.ts'
import { checkAudit } from './check-audit.ts'
import { EVIDENCE_FOLDER, type BackupManifest } from './backup-set.ts'
import { listTables, seesEveryRow } from './catalogue.ts'
import { readExpungedList, type ExpungedList } from './expunged-list.ts'
import { loadDatabase } from './load-database.ts'
import { markRestored } from './mark-restored.ts'
import { openSet, type OpenSet } from './open-set.ts'
import { evidenceChunks, migrationSha256, verifyOpenSet } from './verify-backup.ts'

export interface RestoreBackupOptions {
  readonly path: string
  readonly keyring: Pick<Keyring, 'open' | 'auditPublicKeys'>
  /** database to restore into; it must be empty. Migrations are all that this node's version knows, in order. */
  readonly provisioning: Provisioning
  readonly chunks: ChunkStore
  readonly nation: string
  /** origin of the audit log, as its checkpoints name it */
  readonly auditOrigin: string
  /** The list of what was expunged since, or a person's word that the set is restored without one. */
  readonly expunged: { readonly list: string } | { readonly without: string }
  readonly clock: () => Date
  readonly onProgress?: (step: 'verify' | 'tables' | 'evidence' | 'audit') => void
}

export interface RestoreSummary {
  readonly manifest: BackupManifest
  readonly audit: AuditVerdict
  /** migrations that this node's version added on top */
  readonly upgraded: readonly string[]
  /** records expunged again, and until when the list was complete; null where there was none */
  readonly expunged: { readonly records: number; readonly completeTo: Date } | null
}

/**
 * Restores a set into an empty database and a chunk store, and proves the audit log. Everything is read and checked
 * before the database is touched. A set of a newer node is refused; one of an older node is restored as it was and then
 * migrated. What was expunged since does not come back, nor do unfinished uploads and sessions.
 */
export async function restoreBackup(options: RestoreBackupOptions): Promise<Result<RestoreSummary>> {
  options.onProgress?.('verify')
  const set = await openSet(options.path, options.keyring)
  if (!set.ok) return set
  const { manifest } = set.value
  if (manifest.nation !== options.nation) {
    return fail(
      'backup.other-node',
      `this is a backup of ${manifest.nation}, not of ${options.nation}`,
      'nation',
    )
  }
  const list = await listFor(manifest, options)
  if (!list.ok) return list
  const older = migrationsOf(manifest, options.provisioning)
  if (!older.ok) return older
  const verified = await verifyOpenSet(set.value)
  if (!verified.ok) return verified
  const empty = await withAdmin(options.provisioning.adminUrl, mayRestoreInto)
  if (!empty.ok) return empty
  const asItWas = await provision({ ...options.provisioning, migrations: older.value })
  if (!asItWas.ok) return asItWas
  options.onProgress?.('tables')
  const replay = { entries: [...(list.value?.entries.values() ?? [])], at: options.clock() }
  const loaded = await asAdmin(options.provisioning.adminUrl, replay.at, (tx) =>
    loadDatabase(tx.client, set.value, replay),
  )
  if (!loaded.ok) return loaded
  const upgraded = await provision(options.provisioning)
  if (!upgraded.ok) return upgraded
  await markRestored(options.provisioning.adminUrl, options.clock())
  options.onProgress?.('evidence')
  await putEvidence(set.value, options.chunks, new Set(loaded.value.evidence))
  options.onProgress?.('audit')
  const audit = await checkAudit(options.provisioning.adminUrl, options.auditOrigin, options.keyring)
  if (!audit.ok) {
    return fail(
      'backup.audit',
      `the restored audit log does not verify: ${audit.fault?.message ?? ''}; do not start a node on it`,
    )
  }
  const completeTo = list.value?.completeTo ?? null
  const expunged = completeTo === null ? null : { records: loaded.value.records, completeTo }
  return ok({ manifest, audit, upgraded: upgraded.value, expunged })
}

/** The list to replay; null where a person said to go on without. Errors: `backup.expunged`, `expunged.*`. */
async function listFor(
  manifest: BackupManifest,
  options: RestoreBackupOptions,
): Promise<Result<ExpungedList | null>> {
  if ('without' in options.expunged) return ok(null)
  const publicKeys = options.keyring.auditPublicKeys().map((key) => key.publicKey)
  const list = await readExpungedList(options.expunged.list, { origin: options.auditOrigin, publicKeys })
  if (!list.ok) return list
  const to = list.value.completeTo
  if (to !== null && to.getTime() >= Date.parse(manifest.createdAt)) return list
  return fail(
    'backup.expunged',
    `the list of expungements ${to === null ? 'is empty' : `ends at ${to.toISOString()}`}, before this set was made (${manifest.createdAt}): give a newer one, or what was expunged since would come back`,
    'expunged',
  )
}

/** This node's migrations up to the state of the backup, or why it cannot take that state. */
function migrationsOf(
  manifest: BackupManifest,
  provisioning: Provisioning,
): Result<Provisioning['migrations']> {
  const known = new Map(provisioning.migrations.map((migration) => [migration.name, migration]))
  for (const { name, sha256 } of manifest.migrations) {
    const migration = known.get(name)
    if (migration === undefined) {
      return fail(
        'backup.newer',
        `the backup has migration "${name}", which this version does not know: restore with a newer version`,
      )
    }
    if (migrationSha256(migration.sql) !== sha256) {
      return fail('backup.changed', `migration "${name}" of the backup has another text than ours`)
    }
  }
  const applied = new Set(manifest.migrations.map((migration) => migration.name))
  return ok(provisioning.migrations.filter((migration) => applied.has(migration.name)))
}

async function mayRestoreInto(client: pg.Client): Promise<Result<true>> {
  const tables = await listTables(client)
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public.basinet_migration') IS NOT NULL AS there`,
  )
  if (tables.length > 0 || rows[0]?.there === true) {
    return fail(
      'backup.not-empty',
      'the database is not empty: restore into a new one, so that nothing is overwritten',
      'adminUrl',
    )
  }
  if (await seesEveryRow(client)) return ok(true)
  return fail(
    'backup.login',
    'row-level security would hide rows from this login: restore with a superuser, or give the migration login BYPASSRLS',
    'adminUrl',
  )
}

async function putEvidence(set: OpenSet, chunks: ChunkStore, gone: ReadonlySet<string>): Promise<void> {
  const from = directoryChunkStore(join(set.path, EVIDENCE_FOLDER))
  for await (const { fileId, index, leafHash } of evidenceChunks(set)) {
    if (gone.has(fileId)) continue
    const name = chunkName(index, leafHash)
    const bytes = await from.get(fileId, name)
    if (bytes !== null) await chunks.put(fileId, name, bytes)
  }
}
