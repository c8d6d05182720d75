import { expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { readConfig } from './config.ts'
import { withCure } from './migration-cure.ts'

const embedded = must(readConfig({ BASINET_DATA: '/srv/node' }))
const managed = must(
  readConfig({ DATABASE_URL: 'postgres://app@db/n', DATABASE_ADMIN_URL: 'postgres://owner@db/n' }),
)
const changed = {
  code: 'store.changed',
  message: 'migration "kernel/0001-kernel" was applied with other text',
}
const newer = { code: 'store.newer', message: 'the database has migration "x/9"' }

it('names the directory to remove on a demonstration, and never tells a service node to remove anything', () => {
  expect(withCure(changed, 'demo', embedded).message).toMatch(
    /0001-kernel.*remove \/srv\/node .*BASINET_DATA/,
  )
  expect(withCure(newer, 'demo', managed).message).toMatch(/DATABASE_URL/)
  for (const failure of [changed, newer]) {
    const { code, message } = withCure(failure, 'service', embedded)
    expect(code).toBe(failure.code)
    expect(message).toContain(failure.message)
    expect(message).toMatch(/service node.*upgrade\.md/)
    expect(message).not.toMatch(/remove/)
  }
})

it('sends a service node with an older database to the upgrade', () => {
  const older = { code: 'store.older', message: 'the database is of an older version' }
  expect(withCure(older, 'service', managed).message).toMatch(/older version\..*basinet upgrade/)
})

it('lets other failures pass', () => {
  const other = { code: 'store.migration', message: 'no' }
  expect(withCure(other, 'demo', embedded)).toBe(other)
})
