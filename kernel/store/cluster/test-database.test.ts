import { afterAll, expect, it } from 'vitest'
import type { TestDatabase } from './test-database.ts'
import { testDatabase } from './test-database.ts'
import { ask } from './test-holder.ts'

const made: TestDatabase[] = []
afterAll(async () => {
  for (const database of made) await database.drop()
})

it('builds a template once and gives each caller a clone of its own', async () => {
  let builds = 0
  const template = {
    key: `test-database.test ${process.pid} ${performance.timeOrigin}`,
    async build(adminUrl: string) {
      builds++
      await ask(adminUrl, 'create table kept as select 1 as n')
    },
  }
  made.push(...(await Promise.all([1, 2, 3].map((number) => testDatabase(`clone ${number}`, template)))))
  expect(builds).toBe(1)
  const [first, second] = made
  await ask(first?.adminUrl ?? '', 'update kept set n = 2')
  expect(await ask(second?.adminUrl ?? '', 'select n from kept')).toEqual([{ n: 1 }])
})

it('does not take a failed build for a template', async () => {
  const key = `failing ${process.pid} ${performance.timeOrigin}`
  const broken = { key, build: () => Promise.reject(new Error('no such migration')) }
  await expect(testDatabase('broken', broken)).rejects.toThrow('no such migration')
  const whole = { key, build: async (url: string) => void (await ask(url, 'create table kept (n int)')) }
  const database = await testDatabase('whole', whole)
  made.push(database)
  expect(await ask(database.adminUrl, 'select * from kept')).toEqual([])
})

it('removes a database although somebody is connected', async () => {
  const database = await testDatabase('dropped')
  const sleeping = ask(database.adminUrl, 'select pg_sleep(60)').catch((error: Error) => error.message)
  const others = `select count(*)::int as n from pg_stat_activity where query = 'select pg_sleep(60)'`
  await expect.poll(() => ask(database.adminUrl, others)).toEqual([{ n: 1 }])
  await database.drop()
  expect(await sleeping).toMatch(/terminat/)
  await expect(ask(database.adminUrl, 'select 1')).rejects.toThrow('does not exist')
})
