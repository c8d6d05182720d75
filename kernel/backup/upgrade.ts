import { fail, ok, type Failure, type Result } from '../contract/result.ts'
import type { AuditVerdict } from '../audit/verify.ts'
import type { Keyring } from '../keys/keyring.ts'
import { pendingMigrations } from '../store/migrate.ts'
import { provision, type Provisioning } from '../store/provision.ts'
import { withAdmin } from './admin-client.ts'
import { checkAudit } from './check-audit.ts'
import { createBackup, type CreateBackupOptions } from './create-backup.ts'
import { nodeConnections } from './node-in-use.ts'
import { verifyBackup } from './verify-backup.ts'

export interface UpgradeOptions {
  readonly provisioning: Provisioning
  readonly keyring: Pick<Keyring, 'seal' | 'open' | 'auditSigner' | 'auditPublicKeys'>
  /** Null: the operator has a backup of their own (pgBackRest) and said so. */
  readonly backup: Omit<CreateBackupOptions, 'adminUrl' | 'keyring' | 'auditOrigin'> | null
  /** Origin of the audit log, as its checkpoints name it. */
  readonly auditOrigin: string
  readonly onProgress?: (step: 'backup' | 'migrate' | 'verify') => void
}

/** How an upgrade ended. Only after `broken` is there anything to take back. */
export type UpgradeOutcome =
  /** The database was of this version already. */
  | { readonly state: 'current' }
  | {
      readonly state: 'upgraded'
      readonly applied: readonly string[]
      readonly set: string | null
      readonly audit: AuditVerdict
    }
  /** Nothing was changed: the version that ran before can go on. */
  | { readonly state: 'stayed'; readonly why: Failure }
  /** The database is changed and not sound: restore `set` for the version that ran before. */
  | { readonly state: 'broken'; readonly why: Failure; readonly set: string | null }

/**
 * Backup, migrate, verify, or stay. The node must be stopped: nothing may be written between the backup and the last
 * migration. Reasons to stay: `store.newer`, `store.changed`, `store.migration` of the first one, `upgrade.empty`,
 * `upgrade.in-use`, `upgrade.backup`, those of `createBackup` and `verifyBackup`. Reasons to break: `store.migration`, `upgrade.audit`.
 */
export async function upgradeDatabase(options: UpgradeOptions): Promise<UpgradeOutcome> {
  const { adminUrl, migrations } = options.provisioning
  const before = await pendingNames(options)
  if (!before.ok) return { state: 'stayed', why: before.error }
  if (before.value.length === 0) return { state: 'current' }

  const set = await backUp(options)
  if (!set.ok) return { state: 'stayed', why: set.error }

  options.onProgress?.('migrate')
  const provisioned = await provision(options.provisioning)
  if (!provisioned.ok) {
    const left = await withAdmin(adminUrl, (client) => pendingMigrations(client, migrations))
    const unchanged = left.ok && left.value?.length === before.value.length
    return unchanged
      ? { state: 'stayed', why: provisioned.error }
      : { state: 'broken', why: provisioned.error, set: set.value }
  }
  options.onProgress?.('verify')
  const audit = await checkAudit(adminUrl, options.auditOrigin, options.keyring)
  if (audit.ok) return { state: 'upgraded', applied: provisioned.value, set: set.value, audit }
  const message = `after the migrations the audit log does not verify: ${audit.fault?.message ?? ''}`
  return { state: 'broken', why: fail('upgrade.audit', message).error, set: set.value }
}

function pendingNames(options: UpgradeOptions): Promise<Result<readonly string[]>> {
  const { adminUrl, migrations, appLogin } = options.provisioning
  return withAdmin(adminUrl, async (client) => {
    const pending = await pendingMigrations(client, migrations)
    if (!pending.ok) return pending
    if (pending.value === null)
      return fail('upgrade.empty', 'there is nothing of a node in this database: start the node instead')
    const users = await nodeConnections(client, appLogin.name)
    if (pending.value.length > 0 && users > 0)
      return fail(
        'upgrade.in-use',
        `${users} connections of "${appLogin.name}" are open: stop the node first`,
      )
    return ok(pending.value.map((m) => m.name))
  })
}

/** A set nobody can read is no way back, so it is read whole before anything is changed. */
async function backUp(options: UpgradeOptions): Promise<Result<string | null>> {
  if (options.backup === null) return ok(null)
  options.onProgress?.('backup')
  const { keyring } = options
  try {
    const made = await createBackup({
      ...options.backup,
      adminUrl: options.provisioning.adminUrl,
      auditOrigin: options.auditOrigin,
      keyring,
    })
    if (!made.ok) return made
    const sound = await verifyBackup(made.value.path, keyring)
    return sound.ok ? ok(made.value.path) : sound
  } catch (error) {
    // A full or missing disk, a lost connection: whatever it is, there is no backup.
    return fail(
      'upgrade.backup',
      `no backup could be made: ${error instanceof Error ? error.message : 'error'}`,
    )
  }
}
