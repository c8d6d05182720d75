import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { staleMigrations } from '@basinet/kernel/record'
import { pictureCapability } from './contract.ts'
import { PICTURE_MIGRATIONS, pictureModule } from './module.ts'
import { positionAccessSql } from './positions/position-sql.ts'

test('the committed migrations are what the declarations generate', () => {
  expect(staleMigrations(PICTURE_MIGRATIONS, pictureCapability.records)).toEqual([])
  const committed = readFileSync(join(PICTURE_MIGRATIONS, '0009-position-access.sql'), 'utf8')
  expect(committed).toBe(positionAccessSql())
})

test('every declared command has its handler', () => {
  const bound = pictureModule().bindings.map((b) => b.command.name)
  expect(bound.toSorted()).toEqual(pictureCapability.commands.map((c) => c.name).toSorted())
})
