import { createServer, type Server, type Socket } from 'node:net'
import { createSocket } from 'node:dgram'
import type { FeedClock, StreamSink, TransportEvents } from './transport/transport.ts'
import { systemFeedClock } from './transport/system-clock.ts'

/** The machine's clock without jitter and with waits cut, so that reconnects are quick in tests. */
export const quickClock: FeedClock = {
  ...systemFeedClock,
  random: () => 0,
  sleep: (milliseconds, signal) => systemFeedClock.sleep(Math.min(milliseconds, 20), signal),
}

export interface Recorder extends TransportEvents {
  readonly log: string[]
  readonly lines: string[]
  readonly streams: Set<string>
  lostBytes: number
  /** Every push waits for this when it is set. */
  gate: Promise<void> | null
  text(): string
}

/** Keeps everything a transport tells. */
export function recorder(): Recorder {
  const text = new Map<string, string>()
  const self: Recorder = {
    log: [],
    lines: [],
    streams: new Set(),
    lostBytes: 0,
    gate: null,
    text: () => [...text.values()].join(''),
    up: () => self.log.push('up'),
    down: (reason) => self.log.push(`down ${reason}`),
    lost: (bytes) => {
      self.lostBytes += bytes
    },
    cursor: (cursor) => self.log.push(`cursor ${cursor.offset}`),
    open(stream): StreamSink {
      self.streams.add(stream)
      return {
        push(bytes) {
          text.set(stream, (text.get(stream) ?? '') + Buffer.from(bytes).toString('latin1'))
          return self.gate ?? undefined
        },
        end: () => self.log.push('end'),
      }
    },
  }
  return self
}

const WAIT_MS = 10
const WAIT_MAX_MS = 10_000

/** Waits until the condition holds; throws with the text when it does not within ten seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!condition()) {
    if (performance.now() > end) throw new Error(`not within ${WAIT_MAX_MS} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
}

export interface TestServer {
  readonly port: number
  readonly sockets: Set<Socket>
  close(): Promise<void>
}

export async function lineServer(port = 0): Promise<TestServer> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as { port: number }).port,
    sockets,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = await lineServer()
  await server.close()
  return server.port
}

export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}

export function sendUdp(port: number, ...datagrams: string[]): Promise<void> {
  const socket = createSocket('udp4')
  return new Promise((resolve, reject) => {
    let left = datagrams.length
    for (const text of datagrams)
      socket.send(text, port, '127.0.0.1', (error) => {
        if (error !== null) return reject(error)
        if (--left === 0) socket.close(() => resolve())
      })
  })
}
