import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Migration } from './migrate.ts'

const FILE = /^\d{4}-[a-z0-9-]+\.sql$/

/**
 * The migrations committed in one folder, in the order of their numbers, named `<prefix>/<file>`. None where there is no
 * folder yet: `basinet migrations --write` reads the capability before it makes one, and a test misses what is not committed.
 */
export function readMigrations(prefix: string, folder: string): Migration[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort()
    .map((name) => ({
      name: `${prefix}/${basename(name, '.sql')}`,
      sql: readFileSync(join(folder, name), 'utf8'),
    }))
}

/** The kernel's own; they come before every capability's. */
export function kernelMigrations(): Migration[] {
  return readMigrations('kernel', join(import.meta.dirname, 'migrations'))
}
