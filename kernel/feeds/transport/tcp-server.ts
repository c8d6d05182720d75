import { createServer, type Server, type Socket } from 'node:net'
import { pump } from './pump.ts'
import { retryForEver } from './retry.ts'
import { messageOf, type FeedClock, type Source, type TransportEvents } from './transport.ts'

export interface TcpServerOptions {
  readonly bind: string
  readonly port: number
  /** Receivers connected at once; one more is turned away. */
  readonly clientsMax: number
  readonly idleMs: number
}

/** Waits for receivers that connect to us. */
export function tcpServer(options: TcpServerOptions, clock: FeedClock): Source {
  return {
    address: `tcp-listen://${options.bind}:${options.port}`,
    run: (events, signal) => retryForEver(clock, events, signal, () => serve(options, events, signal)),
  }
}

async function serve(options: TcpServerOptions, events: TransportEvents, signal: AbortSignal): Promise<void> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setKeepAlive(true)
    const name = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`
    pump(socket, events.open(name), signal, options.idleMs)
      // One receiver's broken connection is not the feed's: the others go on, and its silence is seen in the rate.
      .catch((error: unknown) => socket.destroy(new Error(messageOf(error))))
      .finally(() => sockets.delete(socket))
    socket.on('error', () => sockets.delete(socket))
  })
  server.maxConnections = options.clientsMax
  try {
    await listen(server, options, signal)
    events.up()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      signal.addEventListener('abort', () => resolve(), { once: true })
      if (signal.aborted) resolve()
    })
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

function listen(server: Server, options: TcpServerOptions, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: options.bind, port: options.port, signal }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
