import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { must } from '../../contract/result.ts'
import { ownHolderText, takeLock } from './file-lock.ts'
import { processIdentity } from './process-identity.ts'
import { systemClock } from './system-clock.ts'
import { scratchDirectory } from './test-holder.ts'

let directory = ''
let path = ''
beforeEach(() => {
  directory = scratchDirectory()
  path = join(directory, 'lock')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

it('lets one in at a time and leaves nothing behind', async () => {
  let inside = 0
  let most = 0
  const enter = async () => {
    const release = must(await takeLock(path, systemClock, 10_000))
    most = Math.max(most, ++inside)
    await systemClock.sleep(5)
    inside--
    release()
  }
  await Promise.all([enter(), enter(), enter(), enter()])
  expect(most).toBe(1)
  expect(existsSync(path)).toBe(false)
})

it.each([
  ['a process that has ended', `${2 ** 22 + 1} gone\n`],
  ['a number that another process has now', ownHolderText().replace(/ .*/, ' earlier-boot%3A1')],
  ['nothing readable', 'garbage'],
])('takes over a lock held by %s', async (_who, text) => {
  writeFileSync(path, text)
  const release = must(await takeLock(path, systemClock, 5_000))
  release()
  expect(existsSync(path)).toBe(false)
})

it('gives up on a living holder after the given time and names it', async () => {
  writeFileSync(path, ownHolderText())
  const refused = await takeLock(path, systemClock, 50)
  expect(refused).toMatchObject({ ok: false, error: { code: 'cluster.busy' } })
  expect(refused.ok ? '' : refused.error.message).toContain(`process ${process.pid}`)
})

it('tells a process from others by its number and start', () => {
  expect(processIdentity(process.pid)).toBe(processIdentity(process.pid))
  expect(processIdentity(process.pid)).not.toBe(processIdentity(process.ppid))
  expect(processIdentity(2 ** 22 + 1)).toBeNull()
  expect(processIdentity(Number.NaN)).toBeNull()
})
