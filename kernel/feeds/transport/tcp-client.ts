import { connect, type Socket } from 'node:net'
import { pump } from './pump.ts'
import { retryForEver } from './retry.ts'
import type { FeedClock, Source } from './transport.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** Connects to a receiver and reconnects for ever. */
export function tcpClient(
  options: { readonly host: string; readonly port: number; readonly idleMs: number },
  clock: FeedClock,
): Source {
  return {
    address: `tcp://${options.host}:${options.port}`,
    run: (events, signal) =>
      retryForEver(clock, events, signal, async () => {
        const socket = await open(options.host, options.port, signal)
        events.up()
        await pump(socket, events.open(`${options.host}:${options.port}`), signal, options.idleMs)
      }),
  }
}

function open(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, keepAlive: true, signal })
    const timer = setTimeout(
      () => socket.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS / 1000} s`)),
      CONNECT_TIMEOUT_MS,
    )
    const failed = (error: Error): void => {
      clearTimeout(timer)
      reject(error)
    }
    socket.once('error', failed)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.off('error', failed)
      resolve(socket)
    })
  })
}
