import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordDeclaration } from '../contract/record.ts'
import { createRecordSql } from './ddl.ts'

/** Where a record type's generated migration stands in its capability's folder, or where it should. */
function migrationFile(folder: string, type: string): string {
  const files = existsSync(folder) ? readdirSync(folder) : []
  const known = files.find((name) => name.replace(/^\d{4}-/, '') === `${type}.sql`)
  if (known !== undefined) return join(folder, known)
  const last = Math.max(0, ...files.map((name) => Number(name.slice(0, 4))).filter(Number.isInteger))
  return join(folder, `${String(last + 1).padStart(4, '0')}-${type}.sql`)
}

/** Record types whose committed migration is missing or differs from what the declaration generates. */
export function staleMigrations(folder: string, records: readonly RecordDeclaration[]): string[] {
  return records
    .filter((decl) => {
      const file = migrationFile(folder, decl.type)
      return !existsSync(file) || readFileSync(file, 'utf8') !== createRecordSql(decl)
    })
    .map((decl) => decl.type)
}

/**
 * Writes missing migrations. One that was committed and differs is written again, which is right only before its first
 * release: afterwards a changed declaration needs a further migration, and the node refuses changed text (`store.changed`).
 */
export function writeMigrations(folder: string, records: readonly RecordDeclaration[]): string[] {
  mkdirSync(folder, { recursive: true })
  const stale = staleMigrations(folder, records)
  for (const type of stale) {
    const decl = records.find((r) => r.type === type)
    if (decl !== undefined) writeFileSync(migrationFile(folder, type), createRecordSql(decl))
  }
  return stale
}
