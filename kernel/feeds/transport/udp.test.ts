import { expect, test } from 'vitest'
import { freeUdpPort, quickClock, recorder, sendUdp, until } from '../testing.ts'
import { udp } from './udp.ts'

test('keeps the datagrams of two senders apart and ends each with a line feed', async () => {
  const port = await freeUdpPort()
  const events = recorder()
  const abort = new AbortController()
  const running = udp({ bind: '127.0.0.1', port, bufferBytes: 1000 }, quickClock).run(events, abort.signal)
  await until('bound', () => events.log.includes('up'))
  await sendUdp(port, '!one')
  await sendUdp(port, '!two\r\n')
  await until('both', () => events.text().length >= 10)
  abort.abort()
  await running
  expect(events.text()).toBe('!one\n!two\r\n')
  expect(events.streams.size).toBe(2)
  expect(events.log.filter((l) => l === 'end')).toHaveLength(2)
})

test('keeps a bounded queue while the consumer asks for time and counts what it loses', async () => {
  const port = await freeUdpPort()
  const events = recorder()
  const abort = new AbortController()
  let open = (): void => undefined
  events.gate = new Promise((resolve) => {
    open = resolve
  })
  const running = udp({ bind: '127.0.0.1', port, bufferBytes: 25 }, quickClock).run(events, abort.signal)
  await until('bound', () => events.log.includes('up'))
  await sendUdp(port, '0123456789\n', '1123456789\n', '2123456789\n', '3123456789\n')
  await until('one is lost', () => events.lostBytes > 0)
  expect(events.lostBytes).toBe(11)
  events.gate = null
  open()
  await until('the queue is drained', () => events.text().split('\n').length === 4)
  abort.abort()
  await running
})

test('says down and binds again when the port is taken', async () => {
  const port = await freeUdpPort()
  const events = recorder()
  const abort = new AbortController()
  // No address of this machine: binding fails (TEST-NET-1, RFC 5737).
  const running = udp({ bind: '192.0.2.1', port, bufferBytes: 1000 }, quickClock).run(events, abort.signal)
  await until('tried twice', () => events.log.filter((l) => l.startsWith('down')).length >= 2)
  abort.abort()
  await running
  expect(events.log).not.toContain('up')
})
