import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { directoryChunkStore } from '../evidence/dir-chunk-store.ts'
import { must } from '../evidence/evidence-test-bench.ts'
import { keysPlace } from '../keys/keys-test-place.ts'
import { openKeyring } from '../keys/open-keyring.ts'
import { migrate } from '../store/migrate.ts'
import type { Provisioning } from '../store/provision.ts'
import { BackupBench, holdingRoles, onDatabase, ORIGIN, sourceMigrations } from './backup-test-bench.ts'
import { listTables } from './catalogue.ts'
import { listBackups } from './open-set.ts'
import { restoreBackup, type RestoreBackupOptions } from './restore-backup.ts'
import { verifyBackup } from './verify-backup.ts'

let bench: BackupBench
let good: string
let target: Provisioning
let fileId: string
beforeAll(async () => {
  bench = await BackupBench.open()
  fileId = (await bench.keepEvidence(1_048_576 + 9)).id
  await bench.writeEvents(300)
  await bench.sequencer.flush()
  good = must(await bench.backup()).path
  target = await bench.target(bench.keyring)
})
afterAll(() => bench.close())

let set: string
beforeEach(async () => {
  set = join(bench.root, 'copy')
  await rm(set, { recursive: true, force: true })
  await cp(good, set, { recursive: true })
})

async function restore(change: Partial<RestoreBackupOptions> = {}): ReturnType<typeof restoreBackup> {
  const chunks = directoryChunkStore(join(bench.root, 'restored'))
  const options = {
    path: set,
    keyring: bench.keyring,
    provisioning: target,
    chunks,
    nation: 'LCA',
    auditOrigin: ORIGIN,
    expunged: { list: join(bench.root, 'backups', 'expunged.jsonl') },
    clock: () => new Date(),
  }
  return holdingRoles(target.adminUrl, () => restoreBackup({ ...options, ...change }))
}

async function tablesThere(): Promise<number> {
  return (await onDatabase(target.adminUrl, listTables)).length
}

async function evidenceFiles(): Promise<string[]> {
  const entries = await readdir(join(set, 'evidence'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

describe('a damaged set is refused before the database is touched', () => {
  test('one bit in any part', async () => {
    for (const name of (await readdir(set)).filter((entry) => entry.endsWith('.part'))) {
      const path = join(set, name)
      const bytes = await readFile(path)
      bytes[bytes.length >> 1]! ^= 1
      await writeFile(path, bytes)
      expect(await verifyBackup(set, bench.keyring), `part ${name}`).toMatchObject({
        error: { code: 'backup.part', field: name },
      })
      bytes[bytes.length >> 1]! ^= 1
      await writeFile(path, bytes)
    }
    expect((await verifyBackup(set, bench.keyring)).ok).toBe(true)
  })

  test('a part that was cut, exchanged or taken away', async () => {
    const parts = (await readdir(set)).filter((entry) => entry.startsWith('table-'))
    const [first, second] = [join(set, parts[0]!), join(set, parts[1]!)]
    const bytes = await readFile(first)
    await writeFile(first, bytes.subarray(0, -3))
    expect(await restore()).toMatchObject({ error: { code: 'backup.part' } })
    await writeFile(first, await readFile(second))
    expect(await restore()).toMatchObject({ error: { code: 'backup.part' } })
    await rm(first)
    expect(await restore()).toMatchObject({
      error: { code: 'backup.part', message: expect.stringContaining('missing') },
    })
    expect(await tablesThere()).toBe(0)
  })

  test('a chunk of evidence that was altered or taken away', async () => {
    const [chunk] = await evidenceFiles()
    const bytes = await readFile(chunk!)
    bytes[100]! ^= 1
    await writeFile(chunk!, bytes)
    expect(await restore()).toMatchObject({
      error: { code: 'backup.evidence', message: expect.stringContaining('damaged') },
    })
    await rm(chunk!)
    expect(await restore()).toMatchObject({
      error: { code: 'backup.evidence', message: expect.stringContaining('missing') },
    })
    expect(await tablesThere()).toBe(0)
  })

  test('a header that was altered or belongs to another set', async () => {
    const path = join(set, 'header.json')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('"nation": "LCA"', '"nation": "BRB"'))
    expect(await restore({ nation: 'BRB' })).toMatchObject({ error: { code: 'backup.header' } })
    const other = must(await bench.backup()).path
    await writeFile(path, await readFile(join(other, 'header.json'), 'utf8'))
    expect(await restore()).toMatchObject({ error: { code: 'backup.part' } })
    await writeFile(path, '{')
    expect(await restore()).toMatchObject({ error: { code: 'backup.header' } })
    await rm(path)
    expect(await restore()).toMatchObject({ error: { code: 'backup.absent' } })
    await rm(other, { recursive: true })
  })
})

describe('a set that does not belong here is refused', () => {
  test('by the keys of another node', async () => {
    const place = await keysPlace()
    const keyring = must(await openKeyring({ ...place.options, create: true }))
    await place.remove()
    expect(await restore({ keyring })).toMatchObject({ error: { code: 'keys.tampered' } })
  })

  test('by another nation', async () => {
    expect(await restore({ nation: 'VCT' })).toMatchObject({ error: { code: 'backup.other-node' } })
  })

  test('by a node that is older than it', async () => {
    const older = { ...target, migrations: sourceMigrations().slice(0, -1) }
    expect(await restore({ provisioning: older })).toMatchObject({
      error: { code: 'backup.newer', message: expect.stringContaining('backup-test/0001-extra') },
    })
    const changed = sourceMigrations().map((migration, i) =>
      i === 0 ? { ...migration, sql: `${migration.sql} ` } : migration,
    )
    expect(await restore({ provisioning: { ...target, migrations: changed } })).toMatchObject({
      error: { code: 'backup.changed' },
    })
    expect(await tablesThere()).toBe(0)
  })

  test('by a database that holds anything', async () => {
    const full = await bench.target(bench.keyring)
    await onDatabase(full.adminUrl, (client) => migrate(client, []))
    expect(await restore({ provisioning: full })).toMatchObject({ error: { code: 'backup.not-empty' } })
  })
})

describe('what was wrong at the source is said', () => {
  test('a login that row-level security binds cannot back up', async () => {
    expect(await bench.backup({ adminUrl: bench.source.appUrl })).toMatchObject({
      error: { code: 'backup.login' },
    })
    expect(await readdir(join(bench.root, 'backups'))).toHaveLength(2)
  })

  test('a damaged chunk is listed, and all else is kept', async () => {
    const data = join(bench.root, 'data', 'evidence')
    const entries = await readdir(data, { recursive: true, withFileTypes: true })
    const chunk = entries.find((entry) => entry.name.startsWith('1-'))!
    const [path, aside] = [join(chunk.parentPath, chunk.name), join(bench.root, 'aside')]
    await rename(path, aside)
    const { path: made, manifest } = must(await bench.backup())
    await rename(aside, path)
    expect(manifest.evidence).toMatchObject({ files: 1, chunks: 1, damaged: [{ fileId, chunkIndex: 1 }] })
    expect((await verifyBackup(made, bench.keyring)).ok).toBe(true)
    await rm(made, { recursive: true })
  })

  test('a file destroyed while the backup runs stays destroyed', async () => {
    const doomed = await bench.keepEvidence(500)
    const inner = directoryChunkStore(join(bench.root, 'data', 'evidence'))
    let destroyed = false
    const chunks: typeof inner = {
      ...inner,
      get: async (id, name) => {
        if (!destroyed) {
          destroyed = true
          must(await bench.evidence.destroy(doomed.id))
        }
        return inner.get(id, name)
      },
    }
    const made = must(await bench.backup({ chunks }))
    expect(made.manifest.evidence).toMatchObject({ files: 1, destroyedMeanwhile: [doomed.id], damaged: [] })
    const fresh = await bench.target(bench.keyring)
    must(await restore({ path: made.path, provisioning: fresh }))
    const rows = await onDatabase(fresh.adminUrl, (client) =>
      client.query('SELECT id::text FROM basinet.evidence_file'),
    )
    expect(rows.rows).toEqual([{ id: fileId }])
    await rm(made.path, { recursive: true })
  })

  test('an audit log that was altered does not pass as restored', async () => {
    await bench.source.admin.query(
      `UPDATE basinet.audit_leaf SET event = replace(event, 'person', 'perron') WHERE seq = 123`,
    )
    const { path } = must(await bench.backup())
    const fresh = await bench.target(bench.keyring)
    expect(await restore({ path, provisioning: fresh })).toMatchObject({ error: { code: 'backup.audit' } })
    await bench.source.admin.query(
      `UPDATE basinet.audit_leaf SET event = replace(event, 'perron', 'person') WHERE seq = 123`,
    )
    await rm(path, { recursive: true })
  })

  test('an interrupted backup is no backup', async () => {
    const broken = {
      ...directoryChunkStore(join(bench.root, 'data', 'evidence')),
      get: () => Promise.reject(new Error('the disk went away')),
    }
    await expect(bench.backup({ chunks: broken })).rejects.toThrow('the disk went away')
    expect((await listBackups(join(bench.root, 'backups'))).map((entry) => entry.path)).toEqual([good])
    expect(await readdir(join(bench.root, 'backups'))).toHaveLength(2)
  })
})
