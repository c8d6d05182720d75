import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { directoryChunkStore } from '../evidence/dir-chunk-store.ts'
import { collect, contentPiece, must } from '../evidence/evidence-test-bench.ts'
import { openKeyring } from '../keys/open-keyring.ts'
import { recoverKek } from '../keys/recover.ts'
import {
  BackupBench,
  evidenceOn,
  holdingRoles,
  keyringOptions,
  onDatabase,
  ORIGIN,
  sourceMigrations,
} from './backup-test-bench.ts'
import { listBackups } from './open-set.ts'
import { restoreBackup } from './restore-backup.ts'
import { verifyBackup } from './verify-backup.ts'

const MEBIBYTE = 1_048_576

let bench: BackupBench
beforeAll(async () => {
  bench = await BackupBench.open()
})
afterAll(() => bench.close())

test(
  'the drill: data, keys and database are lost, and come back from a backup and two of three shares',
  { timeout: 240_000 },
  async () => {
    const shares = must(await bench.keyring.recoveryShares(2, 3))
    const film = await bench.keepEvidence(3 * MEBIBYTE + 17)
    const gone = await bench.keepEvidence(1000)
    must(await bench.evidence.destroy(gone.id))
    const unfinished = must(await bench.evidence.createUpload({ sizeBytes: null }))
    const odd = 'tab\t newline\n backslash \\ quote " ünïcødé \\N'
    await bench.source.admin.query(`CREATE TABLE basinet.track_test_d1 PARTITION OF basinet.track_test
    FOR VALUES FROM ('2026-11-24') TO ('2026-11-25')`)
    await bench.source.admin.query(
      `INSERT INTO basinet.track_test VALUES ('2026-11-24T12:00:00Z', $1), ('2026-11-24T13:00:00Z', NULL)`,
      [odd],
    )
    await bench.source.admin.query(
      `INSERT INTO basinet.serial_test (note) SELECT 'row ' || i FROM generate_series(2, 5000) i`,
    )
    await bench.writeEvents(700)
    await bench.sequencer.flush()

    // The node goes on working while the backup is being made.
    const [backup] = await Promise.all([bench.backup(), bench.writeEvents(300)])
    const { path, manifest } = must(backup)
    expect(manifest.evidence).toEqual({
      files: 1,
      chunks: 4,
      bytes: 3 * MEBIBYTE + 17 + 4 * 28,
      destroyedMeanwhile: [],
      damaged: [],
    })
    expect((await listBackups(join(bench.root, 'backups'))).map((set) => set.path)).toEqual([path])

    await rm(join(bench.root, 'data'), { recursive: true })
    await rm(join(bench.root, 'secret'), { recursive: true })
    const options = keyringOptions(bench.root)
    await mkdir(options.dir, { recursive: true })
    await cp(join(path, 'keyring.json'), join(options.dir, 'keyring.json'))
    expect(await openKeyring(options)).toMatchObject({ error: { code: 'keys.kek-missing' } })
    const kek = {
      dir: options.dir,
      source: options.source,
      shares: [shares[2]!, shares[0]!],
    }
    must(await recoverKek(kek))
    const keyring = must(await openKeyring(options))

    const newer = [
      ...sourceMigrations(),
      { name: 'backup-test/0002-newer', sql: 'ALTER TABLE basinet.serial_test ADD extra text' },
    ]
    const target = await bench.target(keyring, newer)
    const evidenceDir = join(bench.root, 'data', 'evidence')
    const restored = must(
      await holdingRoles(target.adminUrl, () =>
        restoreBackup({
          path,
          keyring,
          provisioning: target,
          chunks: directoryChunkStore(evidenceDir),
          nation: 'LCA',
          auditOrigin: ORIGIN,
          expunged: { list: join(bench.root, 'backups', 'expunged.jsonl') },
          clock: () => new Date(),
        }),
      ),
    )
    expect(restored.upgraded).toEqual(['backup-test/0002-newer'])
    expect(restored.audit).toMatchObject({ ok: true, fault: null })
    expect(restored.audit.size).toBeGreaterThanOrEqual(700)

    await onDatabase(target.adminUrl, async (client) => {
      const track = await client.query('SELECT note FROM basinet.track_test ORDER BY at')
      expect(track.rows).toEqual([{ note: odd }, { note: null }])
      const next = await client.query(
        `INSERT INTO basinet.serial_test (note) VALUES ('after') RETURNING id, doubled`,
      )
      expect(next.rows).toEqual([{ id: 5001, doubled: 'afterafter' }])
      const first = await client.query('SELECT note, doubled FROM basinet.serial_test WHERE id = 1')
      expect(first.rows).toEqual([
        { note: 'put there by the migration', doubled: 'put there by the migration'.repeat(2) },
      ])
      const uploads = await client.query('SELECT id::text FROM basinet.evidence_file')
      expect(uploads.rows).toEqual([{ id: film.id }])
    })
    const store = await bench.openRestored(target)
    const evidence = evidenceOn(store, bench.source.core, evidenceDir, keyring)
    expect((await evidence.verify(film.id, film.plaintextSha256)).ok).toBe(true)
    const range = await collect(must(await evidence.read(film.id, 2 * MEBIBYTE - 5, 10)))
    expect(range.equals(contentPiece(2 * MEBIBYTE - 5, 10))).toBe(true)
    expect(await evidence.upload(unfinished.id)).toMatchObject({ error: { code: 'evidence.unknown' } })
    expect(await readdir(join(bench.root, 'backups'))).toHaveLength(2)
    expect((await verifyBackup(path, keyring)).ok).toBe(true)
  },
)
