import { expect, test } from 'vitest'
import { createFeedSet, type FeedChange } from './feed-set.ts'
import type { FeedConfig, FeedConsumer } from './running-feed.ts'
import { freeUdpPort, quickClock, sendUdp, until } from './testing.ts'

function config(change: Partial<FeedConfig> & Pick<FeedConfig, 'transport'>): FeedConfig {
  return {
    id: '01890000-0000-7000-8000-000000000001',
    name: 'Morne Fortune',
    station: 'morne',
    content: 'ais',
    time: 'arrival',
    lateAfterS: 1,
    silentAfterS: 2,
    data: { owner: 'LCA', class: 'official', releaseTo: [] },
    state: 'active',
    ...change,
  }
}

/** Counts every line as one message. */
const consumer: FeedConsumer = {
  open: (_feed, _stream, count) => ({
    push: (bytes) => {
      const messages = Buffer.from(bytes).toString().split('\n').length - 1
      count({ messages, errors: 0, duplicates: 0, clockErrors: 0, stampMs: null })
    },
    end: () => undefined,
  }),
}

const tools = {
  clock: quickClock,
  openSerial: () => Promise.reject(new Error('no serial device here')),
  fileRoot: '/nonexistent',
  lineTime: () => null,
}

test('a feed that falls silent raises an alarm, and its return ends it', async () => {
  const port = await freeUdpPort()
  const changes: FeedChange[] = []
  const feeds = createFeedSet({ consumer, tools, onChange: (c) => changes.push(c), cursorOf: () => null })
  await feeds.configure([config({ transport: { kind: 'udp', bind: '127.0.0.1', port } })])
  await until('bound', () => feeds.health()[0]?.reason === '')
  await sendUdp(port, '!a\n', '!b\n')
  await until('counted', () => feeds.health()[0]?.messages === 2)
  expect(feeds.health()[0]?.state).toBe('ok')
  await until('silent', () => changes.some((c) => c.to === 'silent'))
  await sendUdp(port, '!c\n')
  await until('back', () => changes.at(-1)?.to === 'ok')
  expect(changes.map((c) => c.to).filter((s) => s !== 'late')).toEqual(['silent', 'ok'])
  expect(feeds.health()[0]?.gaps).toHaveLength(1)
  expect(feeds.health()[0]?.address).toBe(`udp://127.0.0.1:${port}`)
  await feeds.stop()
})

test('a device that is not there is down with its reason, and a changed feed starts anew', async () => {
  const changes: FeedChange[] = []
  const feeds = createFeedSet({ consumer, tools, onChange: (c) => changes.push(c), cursorOf: () => null })
  await feeds.configure([config({ transport: { kind: 'serial', device: '/dev/ttyUSB0', baudRate: 38_400 } })])
  await until('down', () => changes.some((c) => c.to === 'down'))
  expect(changes[0]?.reason).toContain('no serial device')
  const port = await freeUdpPort()
  await feeds.configure([config({ transport: { kind: 'udp', bind: '127.0.0.1', port } })])
  await until('udp', () => feeds.health()[0]?.kind === 'udp' && feeds.health()[0]?.reason === '')
  await feeds.configure([])
  expect(feeds.health()).toEqual([])
  await feeds.stop()
})
