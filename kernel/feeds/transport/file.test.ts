import { appendFileSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { quickClock, recorder, until } from '../testing.ts'
import { file } from './file.ts'
import { replay } from './replay.ts'
import type { FeedClock } from './transport.ts'

const folder = mkdtempSync(join(tmpdir(), 'feeds-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('reads a file once, its last line too, and tells where it stands', async () => {
  const path = join(folder, 'once.nmea')
  writeFileSync(path, '!a\n!b\n!c')
  const events = recorder()
  await file({ path, follow: false, cursor: null }, quickClock).run(events, new AbortController().signal)
  expect(events.text()).toBe('!a\n!b\n!c')
  expect(events.log.at(-1)).toBe('end')
  expect(events.log).toContain('cursor 8')
})

test('goes on from the cursor of the same file and starts anew on another', async () => {
  const path = join(folder, 'cursor.nmea')
  writeFileSync(path, '!a\n!b\n')
  const inode = statSync(path).ino
  const same = recorder()
  await file({ path, follow: false, cursor: { inode, offset: 3 } }, quickClock).run(
    same,
    new AbortController().signal,
  )
  expect(same.text()).toBe('!b\n')
  const other = recorder()
  await file({ path, follow: false, cursor: { inode: inode + 1, offset: 3 } }, quickClock).run(
    other,
    new AbortController().signal,
  )
  expect(other.text()).toBe('!a\n!b\n')
})

test('follows a growing file over rotation and truncation', async () => {
  const path = join(folder, 'follow.nmea')
  writeFileSync(path, '!1\n')
  const events = recorder()
  const abort = new AbortController()
  const running = file({ path, follow: true, cursor: null }, quickClock).run(events, abort.signal)
  await until('first', () => events.text() === '!1\n')
  appendFileSync(path, '!2')
  appendFileSync(path, 'x\n')
  await until('second', () => events.text() === '!1\n!2x\n')
  renameSync(path, `${path}.1`)
  writeFileSync(path, '!3\n')
  await until('rotated', () => events.text().endsWith('!3\n'))
  writeFileSync(path, '')
  await until('truncated', () => statSync(path).size === 0)
  await new Promise((resolve) => setTimeout(resolve, 100))
  appendFileSync(path, '!4\n')
  await until('fourth', () => events.text().endsWith('!4\n'))
  abort.abort()
  await running
  expect(events.text()).toBe('!1\n!2x\n!3\n!4\n')
})

test('waits for a followed file that is not there yet', async () => {
  const path = join(folder, 'later.nmea')
  const events = recorder()
  const abort = new AbortController()
  const running = file({ path, follow: true, cursor: null }, quickClock).run(events, abort.signal)
  await until('down', () => events.log.some((l) => l.startsWith('down')))
  writeFileSync(path, '!1\n')
  await until('read', () => events.text() === '!1\n')
  abort.abort()
  await running
  expect(events.log).toContain('up')
})

/** Time that only passes in `sleep`, so that pace is exact. */
function fakeClock(): FeedClock & { slept: number[] } {
  let now = 1_000_000
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    random: () => 0,
    sleep: async (milliseconds) => {
      slept.push(Math.round(milliseconds))
      now += milliseconds
    },
  }
}

const lineTime = (line: string): number | null => {
  const seconds = /^(\d+)/.exec(line)?.[1]
  return seconds === undefined ? null : Number(seconds) * 1000
}

test('replays at a multiple of the recorded pace, shortening holes', async () => {
  const path = join(folder, 'replay.nmea')
  writeFileSync(path, '10 a\nno time\n14 b\n12 earlier\n100000 c\n100002 d\n')
  const clock = fakeClock()
  const events = recorder()
  await replay({ path, speed: 2, loop: false, lineTime, cursor: null }, clock).run(
    events,
    new AbortController().signal,
  )
  expect(events.text().split('\n')).toHaveLength(7)
  expect(clock.slept).toEqual([2000, 60_000, 1000])
})

test('speed 0 replays as fast as it is taken, and a loop plays again', async () => {
  const path = join(folder, 'loop.nmea')
  writeFileSync(path, '10 a\n9999 b\n')
  const clock = fakeClock()
  const events = recorder()
  const abort = new AbortController()
  events.cursor = () => {
    if (events.text().length > 30) abort.abort()
  }
  await replay({ path, speed: 0, loop: true, lineTime, cursor: null }, clock).run(events, abort.signal)
  expect(clock.slept).toEqual([])
  expect(events.text().startsWith('10 a\n9999 b\n10 a\n9999 b\n')).toBe(true)
})
