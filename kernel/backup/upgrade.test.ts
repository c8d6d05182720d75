import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { directoryChunkStore } from '../evidence/dir-chunk-store.ts'
import { must, random } from '../evidence/evidence-test-bench.ts'
import type { Migration } from '../store/migrate.ts'
import {
  BackupBench,
  holdingRoles,
  keyringOptions,
  onDatabase,
  ORIGIN,
  sourceMigrations,
} from './backup-test-bench.ts'
import { EXPUNGED_NAME } from './expunged-list.ts'
import { restoreBackup } from './restore-backup.ts'
import { upgradeDatabase, type UpgradeOptions, type UpgradeOutcome } from './upgrade.ts'
import { verifyBackup } from './verify-backup.ts'

/** Backup, migrate, verify, or stay: on a database with an audit log, as `basinet upgrade` does it. */
const NEXT: Migration = { name: 'upgrade-test/0001', sql: 'ALTER TABLE basinet.serial_test ADD extra text' }
const WRONG: Migration = { name: 'upgrade-test/0002', sql: 'ALTER TABLE basinet.serial_test ADD extra text' }
const EVENTS = 40

let bench: BackupBench
let target: string
beforeEach(async () => {
  bench = await BackupBench.open()
  target = join(bench.root, 'backups')
  await bench.writeEvents(EVENTS)
  await bench.stopNode()
  writeFileSync(join(bench.root, 'node.json'), '{}')
}, 120_000)
afterEach(() => bench?.close())

function backupOptions(): NonNullable<UpgradeOptions['backup']> {
  return {
    chunks: directoryChunkStore(join(bench.root, 'data', 'evidence')),
    keyringDir: keyringOptions(bench.root).dir,
    nodeFile: join(bench.root, 'node.json'),
    target,
    nation: 'LCA',
    nodeVersion: '0.2.0',
    random,
    clock: () => new Date(),
  }
}

async function upgrade(
  more: readonly Migration[],
  change: Partial<UpgradeOptions> = {},
): Promise<UpgradeOutcome> {
  const { adminUrl } = bench.source
  const known = await bench.target(bench.keyring)
  // Another login than the bench's own, which is connected all the time.
  const provisioning = { ...known, adminUrl, migrations: [...sourceMigrations(), ...more] }
  return holdingRoles(adminUrl, () =>
    upgradeDatabase({
      provisioning,
      keyring: bench.keyring,
      backup: backupOptions(),
      auditOrigin: ORIGIN,
      ...change,
    }),
  )
}

const sets = (): string[] =>
  existsSync(target) ? readdirSync(target).filter((name) => name !== EXPUNGED_NAME) : []

async function migrationsThere(): Promise<string[]> {
  const { rows } = await bench.source.admin.query<{ name: string }>(
    `SELECT name FROM public.basinet_migration WHERE name LIKE 'upgrade-test/%' ORDER BY name`,
  )
  return rows.map((r) => r.name)
}

test('a new version backs up, migrates and verifies; once more finds nothing to do', async () => {
  const done = await upgrade([NEXT])
  expect(done).toMatchObject({ state: 'upgraded', applied: [NEXT.name], audit: { ok: true, fault: null } })
  if (done.state !== 'upgraded' || done.set === null) throw new Error('BUG: no set')
  expect(done.audit.size).toBeGreaterThanOrEqual(EVENTS)
  expect((await verifyBackup(done.set, bench.keyring)).ok).toBe(true)
  expect(await upgrade([NEXT])).toEqual({ state: 'current' })
  expect(sets()).toHaveLength(1)
})

test('a node that runs is not upgraded, and nothing is changed', async () => {
  const known = await bench.target(bench.keyring)
  const provisioning = {
    ...known,
    adminUrl: bench.source.adminUrl,
    migrations: [...sourceMigrations(), NEXT],
    appLogin: { name: new URL(bench.source.appUrl).username, password: null },
  }
  expect(await upgrade([NEXT], { provisioning })).toMatchObject({
    state: 'stayed',
    why: { code: 'upgrade.in-use' },
  })
  expect([sets(), await migrationsThere()]).toEqual([[], []])
})

test('without a backup nothing is migrated', async () => {
  const backup = {
    ...backupOptions(),
    target: join(keyringOptions(bench.root).dir, 'keyring.json', 'below-a-file'),
  }
  expect(await upgrade([NEXT], { backup })).toMatchObject({
    state: 'stayed',
    why: { code: 'upgrade.backup' },
  })
  expect(await migrationsThere()).toEqual([])
  expect(await upgrade([NEXT], { backup: null })).toMatchObject({ state: 'upgraded', set: null })
  expect(sets()).toEqual([])
})

test('a first migration that fails leaves everything as it was', async () => {
  const broken = { name: 'upgrade-test/0000', sql: 'SELECT 1 / 0' }
  expect(await upgrade([broken, NEXT])).toMatchObject({ state: 'stayed', why: { code: 'store.migration' } })
  expect(await migrationsThere()).toEqual([])
  expect(sets()).toHaveLength(1)
})

test(
  'a later one that fails: the set brings back what was, and its log verifies',
  { timeout: 120_000 },
  async () => {
    const done = await upgrade([NEXT, WRONG])
    expect(done).toMatchObject({ state: 'broken', why: { code: 'store.migration' } })
    expect(await migrationsThere()).toEqual([NEXT.name])
    if (done.state !== 'broken' || done.set === null) throw new Error('BUG: no set')
    const old = await bench.target(bench.keyring)
    const path = done.set
    const restored = must(
      await holdingRoles(old.adminUrl, () =>
        restoreBackup({
          path,
          keyring: bench.keyring,
          provisioning: old,
          chunks: directoryChunkStore(join(bench.root, 'restored')),
          nation: 'LCA',
          auditOrigin: ORIGIN,
          expunged: { list: join(target, 'expunged.jsonl') },
          clock: () => new Date(),
        }),
      ),
    )
    expect(restored.upgraded).toEqual([])
    expect(restored.audit).toMatchObject({ ok: true, fault: null })
    expect(restored.audit.size).toBeGreaterThanOrEqual(EVENTS)
    const names = await onDatabase(old.adminUrl, (client) =>
      client.query(`SELECT FROM public.basinet_migration WHERE name LIKE 'upgrade-test/%'`),
    )
    expect(names.rowCount).toBe(0)
  },
)

test('a migration that harms the log is found', async () => {
  const harm = {
    name: 'upgrade-test/0003',
    sql: `UPDATE basinet.audit_leaf SET event = event || ' ' WHERE seq = 7`,
  }
  expect(await upgrade([harm])).toMatchObject({
    state: 'broken',
    why: { code: 'upgrade.audit', message: expect.stringContaining('7') },
  })
})

test('a newer database, and one without a node, are left alone', async () => {
  await bench.source.admin.query(
    `INSERT INTO public.basinet_migration (name, sha256) VALUES ('upgrade-test/9999', 'x')`,
  )
  expect(await upgrade([NEXT])).toMatchObject({ state: 'stayed', why: { code: 'store.newer' } })
  const provisioning = await bench.target(bench.keyring)
  expect(await upgrade([], { provisioning })).toMatchObject({
    state: 'stayed',
    why: { code: 'upgrade.empty' },
  })
  expect(sets()).toEqual([])
})
