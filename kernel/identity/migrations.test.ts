import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { staleMigrations } from '../record/write-migrations.ts'
import { identityCapability } from './contract.ts'

const folder = join(import.meta.dirname, 'migrations')

it('hold the record tables exactly as the declarations generate them', () => {
  expect(identityCapability.records).toHaveLength(7)
  expect(staleMigrations(folder, identityCapability.records)).toEqual([])
})

it('let no function run with a search path of the caller, and guard every one that touches a secret', () => {
  const sql = readdirSync(folder)
    .filter((name) => name.includes('-identity-'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const functions = sql.split(/(?=CREATE FUNCTION )/).filter((part) => part.startsWith('CREATE FUNCTION'))
  expect(functions.length).toBeGreaterThan(30)
  for (const text of functions) {
    const name = /CREATE FUNCTION (\S+?)\(/.exec(text)?.[1] ?? ''
    expect([name, text.includes('SECURITY DEFINER SET search_path = pg_catalog, pg_temp')]).toEqual([
      name,
      true,
    ])
    const secret =
      text.includes('basinet_private.') && !name.includes('node_only') && !name.includes('person_changed')
    expect([name, !secret || /BEGIN\s+PERFORM basinet_private\.node_only\(\);/.test(text)]).toEqual([
      name,
      true,
    ])
  }
})
