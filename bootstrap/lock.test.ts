import { existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { inCheckout } from './checkout.js'
import { exclusively } from './lock.js'

const name = `test-${process.pid}`
const directory = inCheckout('.cache', `${name}.lock`)
afterEach(() => rmSync(directory, { recursive: true, force: true }))

it('lets one work at a time and hands on what the work gave', async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await delay(20)
    inside--
    return 'made'
  }
  const made = await Promise.all([exclusively(name, work), exclusively(name, work)])
  expect(made).toEqual(['made', 'made'])
  expect(most).toBe(1)
  expect(existsSync(directory)).toBe(false)
})

it('lets go when the work fails', async () => {
  await expect(exclusively(name, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
  expect(existsSync(directory)).toBe(false)
})

it('takes over from a holder that has not been seen for fifteen seconds', async () => {
  mkdirSync(directory, { recursive: true })
  const longAgo = new Date(Date.now() - 16_000)
  utimesSync(directory, longAgo, longAgo)
  expect(await exclusively(name, () => Promise.resolve(1))).toBe(1)
})

it('waits for a holder that is alive', async () => {
  mkdirSync(directory, { recursive: true })
  const waiting = exclusively(name, () => Promise.resolve('later'))
  expect(await Promise.race([waiting, delay(700, 'still waiting')])).toBe('still waiting')
  rmSync(directory, { recursive: true })
  expect(await waiting).toBe('later')
})
