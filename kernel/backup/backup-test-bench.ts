import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { noteSigner } from '@basinet/transparency-log'
import { approvalMigrations } from '../approval/module.ts'
import { startSequencer, type Sequencer } from '../audit/sequencer.ts'
import { defineCapability } from '../contract/line.ts'
import { directoryChunkStore } from '../evidence/dir-chunk-store.ts'
import { asStream, contentPieces, must, random } from '../evidence/evidence-test-bench.ts'
import type { EvidenceStore } from '../evidence/evidence-store.ts'
import { openEvidenceStore } from '../evidence/open-evidence-store.ts'
import { asNodeRunner, sqlIndex } from '../evidence/sql-index.ts'
import type { Keyring, OpenKeyringOptions } from '../keys/keyring.ts'
import { openKeyring } from '../keys/open-keyring.ts'
import { nodeSubject, sealedSubject, type Core } from '../record/core.ts'
import { testDatabase } from '../store/cluster/test-database.ts'
import type { Migration } from '../store/migrate.ts'
import { kernelMigrations, readMigrations } from '../store/migrations.ts'
import type { Provisioning } from '../store/provision.ts'
import { openStore, type Store } from '../store/store.ts'
import { openTestStore, type TestStore } from '../store/test-store.ts'
import type { CreateBackupOptions } from './create-backup.ts'
import { createBackup } from './create-backup.ts'

export const ORIGIN = 'basinet/LCA'
const NODE_FILE = '{"format":1}\n'
const APP_LOGIN = { name: 'basinet_test_restore', password: 'test-cluster-only' }
/** The same lock as the builders of test templates take: roles belong to the whole cluster. */
const ROLES_LOCK = 7_201_002

/** Things a real node has and a plain dump trips over: partitions made at run time, sequences, odd characters. */
const EXTRA: Migration = {
  name: 'backup-test/0001-extra',
  sql: `CREATE TABLE basinet.track_test (at timestamptz NOT NULL, note text) PARTITION BY RANGE (at);
    CREATE TABLE basinet.serial_test (id serial PRIMARY KEY, note text, doubled text GENERATED ALWAYS AS (note || note) STORED);
    INSERT INTO basinet.serial_test (note) VALUES ('put there by the migration');`,
}

export function sourceMigrations(): Migration[] {
  return [
    ...kernelMigrations(),
    ...approvalMigrations(),
    ...readMigrations('evidence', join(import.meta.dirname, '../evidence/migrations')),
    EXTRA,
  ]
}

/** A node's belongings: keys, database with an audit log, evidence directory; and a place for backups beside them. */
export class BackupBench {
  readonly root: string
  readonly keyring: Keyring
  readonly source: TestStore
  readonly sequencer: Sequencer
  readonly evidence: EvidenceStore
  readonly #closers: (() => Promise<unknown>)[] = []
  #stopped = false

  private constructor(root: string, keyring: Keyring, source: TestStore) {
    this.root = root
    this.keyring = keyring
    this.source = source
    this.sequencer = startAudit(source, keyring)
    this.evidence = evidenceOn(source.store, source.core, join(root, 'data', 'evidence'), keyring)
  }

  static async open(): Promise<BackupBench> {
    const root = await mkdtemp(join(tmpdir(), 'basinet-backup-'))
    const keyring = must(await openKeyring({ ...keyringOptions(root), create: true }))
    const module = {
      capability: defineCapability({ id: 'backup-test', line: 'node', records: [], commands: [], roles: [] }),
      bindings: [],
      migrations: sourceMigrations().slice(kernelMigrations().length + approvalMigrations().length),
    }
    return new BackupBench(root, keyring, await openTestStore({ modules: [module] }))
  }

  async writeEvents(count: number): Promise<void> {
    const { audit } = this.source.core
    const write = (i: number): Promise<unknown> =>
      audit.write({
        kind: 'record.read',
        at: new Date(),
        actor: 'person',
        type: 'note',
        outcome: 'done',
        details: { i },
      })
    await Promise.all(Array.from({ length: count }, (_, i) => write(i)))
  }

  async keepEvidence(sizeBytes: number): Promise<{ id: string; plaintextSha256: string }> {
    const { id } = must(await this.evidence.createUpload({ sizeBytes }))
    must(await this.evidence.append(id, 0, asStream(contentPieces(0, sizeBytes, 65_536))))
    return { id, plaintextSha256: must(await this.evidence.finish(id)).plaintextSha256 }
  }

  async backup(change: Partial<CreateBackupOptions> = {}): ReturnType<typeof createBackup> {
    await writeFile(join(this.root, 'node.json'), NODE_FILE)
    return createBackup({
      adminUrl: this.source.adminUrl,
      chunks: directoryChunkStore(join(this.root, 'data', 'evidence')),
      keyring: this.keyring,
      keyringDir: keyringOptions(this.root).dir,
      nodeFile: join(this.root, 'node.json'),
      target: join(this.root, 'backups'),
      nation: 'LCA',
      auditOrigin: ORIGIN,
      nodeVersion: '0.1.0',
      random,
      clock: () => new Date(),
      ...change,
    })
  }

  /** Provisioning of a new, empty database of the test cluster. */
  async target(
    keyring: Pick<Keyring, 'subjectMacKey'>,
    migrations = sourceMigrations(),
  ): Promise<Provisioning> {
    const database = await testDatabase('restore')
    this.#closers.push(() => database.drop())
    return {
      adminUrl: database.adminUrl,
      migrations,
      subjectKey: Buffer.from(keyring.subjectMacKey()),
      appLogin: APP_LOGIN,
    }
  }

  /** The restored database as a node would open it. */
  async openRestored(target: Provisioning): Promise<Store> {
    const url = new URL(target.adminUrl)
    const name = url.pathname.slice(1)
    await onDatabase(target.adminUrl, (client) =>
      client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(name)} TO ${APP_LOGIN.name}`),
    )
    url.username = APP_LOGIN.name
    url.password = APP_LOGIN.password
    const store = openStore({
      url: url.href,
      subjectKey: target.subjectKey,
      onError: () => undefined,
      poolMax: 4,
    })
    this.#closers.unshift(() => store.close())
    return store
  }

  /** Ends the work of the node, as an operator does before an upgrade; what is pending has its number. */
  async stopNode(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    await this.sequencer.flush()
    await this.sequencer.stop()
  }

  async close(): Promise<void> {
    await this.stopNode()
    for (const close of this.#closers) await close()
    await this.source.close()
    await rm(this.root, { recursive: true, force: true })
  }
}

export function keyringOptions(root: string): OpenKeyringOptions {
  return {
    dir: join(root, 'data', 'keys'),
    outside: [join(root, 'data'), join(root, 'backups')],
    source: { kind: 'file', path: join(root, 'secret', 'kek') },
    random,
    clock: () => new Date(),
  }
}

export function evidenceOn(store: Store, core: Core, directory: string, keyring: Keyring): EvidenceStore {
  const node = () => sealedSubject(core, nodeSubject('LCA'), new Date())
  return openEvidenceStore({
    chunks: directoryChunkStore(directory),
    index: sqlIndex(asNodeRunner(store, node)),
    keyring,
    random,
    clock: () => new Date(),
  })
}

function startAudit(source: TestStore, keyring: Keyring): Sequencer {
  const key = keyring.auditSigner()
  return startSequencer({
    store: source.store,
    subject: () => sealedSubject(source.core, nodeSubject('LCA'), new Date()),
    holder: 'backup-test',
    origin: ORIGIN,
    signer: must(noteSigner(ORIGIN, key.publicKey, (message) => key.sign(message))),
    now: () => new Date(),
    onError: (cause) => {
      throw cause
    },
  })
}

export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Runs `work` while no other test makes or changes roles of the cluster. */
export async function holdingRoles<T>(url: string, work: () => Promise<T>): Promise<T> {
  const postgres = new URL(url)
  postgres.pathname = '/postgres'
  return onDatabase(postgres.href, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [ROLES_LOCK])
    return work()
  })
}
