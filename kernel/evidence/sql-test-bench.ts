import { join } from 'node:path'
import { defineCapability } from '../contract/line.ts'
import { nodeSubject, sealedSubject } from '../record/core.ts'
import { readMigrations } from '../store/migrations.ts'
import { openTestStore, type TestStore } from '../store/test-store.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import { asNodeRunner, sqlIndex } from './sql-index.ts'

export interface SqlBench {
  readonly index: EvidenceIndex
  readonly database: TestStore
}

/** A fresh database with the evidence tables, and the index on it as the node opens it. */
export async function sqlBench(): Promise<SqlBench> {
  const database = await openTestStore({
    modules: [
      {
        capability: defineCapability({
          id: 'evidence-test',
          line: 'node',
          records: [],
          commands: [],
          roles: [],
        }),
        bindings: [],
        migrations: readMigrations('evidence', join(import.meta.dirname, 'migrations')),
      },
    ],
  })
  const { core, store } = database
  const node = () => sealedSubject(core, nodeSubject('LCA'), core.now())
  return { database, index: sqlIndex(asNodeRunner(store, node)) }
}
