import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { freePort, lineServer, quickClock, recorder, until } from '../testing.ts'
import { tcpClient } from './tcp-client.ts'
import { tcpServer } from './tcp-server.ts'

test('a client reconnects after the receiver restarted, for ever', async () => {
  const events = recorder()
  const abort = new AbortController()
  const first = await lineServer()
  const source = tcpClient({ host: '127.0.0.1', port: first.port, idleMs: 60_000 }, quickClock)
  const running = source.run(events, abort.signal)
  await until('connected', () => first.sockets.size === 1)
  for (const socket of first.sockets) socket.write('!before\n')
  await until('first line', () => events.text().includes('before'))
  await first.close()
  await until('several failures', () => events.log.filter((l) => l.startsWith('down')).length >= 3)
  const second = await lineServer(first.port)
  await until('connected again', () => second.sockets.size === 1)
  for (const socket of second.sockets) socket.write('!after\n')
  await until('second line', () => events.text().includes('after'))
  abort.abort()
  await running
  await second.close()
  expect(events.log[0]).toBe('up')
  expect(events.log.filter((l) => l === 'up')).toHaveLength(2)
})

test('a half-open connection that brings nothing is opened anew', async () => {
  const events = recorder()
  const abort = new AbortController()
  const server = await lineServer()
  const running = tcpClient({ host: '127.0.0.1', port: server.port, idleMs: 50 }, quickClock).run(
    events,
    abort.signal,
  )
  await until('reconnected', () => events.log.filter((l) => l === 'up').length >= 2)
  abort.abort()
  await running
  await server.close()
  expect(events.log.find((l) => l.startsWith('down'))).toContain('nothing came for')
})

test('a client stops reading while the consumer asks for time', async () => {
  const events = recorder()
  const abort = new AbortController()
  const server = await lineServer()
  let open = (): void => undefined
  events.gate = new Promise((resolve) => {
    open = resolve
  })
  const running = tcpClient({ host: '127.0.0.1', port: server.port, idleMs: 60_000 }, quickClock).run(
    events,
    abort.signal,
  )
  await until('connected', () => server.sockets.size === 1)
  const [socket] = server.sockets
  const block = Buffer.alloc(8 * 2 ** 20, 'x')
  socket?.write(block)
  await until('first chunk', () => events.text().length > 0)
  const taken = events.text().length
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(events.text().length).toBe(taken)
  expect(socket?.writableLength).toBeGreaterThan(0)
  events.gate = null
  open()
  await until('all', () => events.text().length === block.length)
  abort.abort()
  await running
  await server.close()
})

test('a server takes several receivers, turns away more, and survives a broken one', async () => {
  const events = recorder()
  const abort = new AbortController()
  const port = await freePort()
  const running = tcpServer({ bind: '127.0.0.1', port, clientsMax: 2, idleMs: 60_000 }, quickClock).run(
    events,
    abort.signal,
  )
  await until('listening', () => events.log.includes('up'))
  const a = connect(port, '127.0.0.1')
  const b = connect(port, '127.0.0.1')
  await until('two streams', () => events.streams.size === 2)
  const c = connect(port, '127.0.0.1')
  await new Promise<void>((resolve) => c.once('close', () => resolve()))
  a.write('!a\n')
  b.write('!b\n')
  await until('both', () => events.text().length === 6)
  a.resetAndDestroy()
  b.write('!still\n')
  await until('the other goes on', () => events.text().includes('still'))
  abort.abort()
  await running
  expect(events.streams.size).toBe(2)
  expect(events.log.some((l) => l.startsWith('down'))).toBe(false)
})
