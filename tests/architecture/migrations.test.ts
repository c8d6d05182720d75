import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recordFunctionsSql, recordWrittenSql, staleMigrations } from '@basinet/kernel/record'
import { readFileSync } from 'node:fs'
import { GENERATED } from '../../apps/cli/node/migrations.ts'
import { ROOT } from './source-files.ts'

it('keeps every committed migration equal to its declaration (`npx basinet migrations --write` writes them)', () => {
  const stale = GENERATED.flatMap(([folder, records]) =>
    staleMigrations(join(ROOT, folder), records).map((type) => `${folder}: ${type}`),
  )
  expect(stale).toEqual([])
  expect(GENERATED.flatMap(([, records]) => records).length).toBeGreaterThan(10)
})

it('keeps the record functions equal to the label table they are generated from', () => {
  expect(readFileSync(join(ROOT, 'kernel/store/migrations/0003-record-functions.sql'), 'utf8')).toBe(
    recordFunctionsSql(),
  )
  expect(readFileSync(join(ROOT, 'kernel/store/migrations/0014-written-at-once.sql'), 'utf8')).toBe(
    recordWrittenSql(),
  )
})
