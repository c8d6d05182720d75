import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { writeTo, type CliIo } from './deps.ts'

/** Where a replay sends its lines. */
export interface Target {
  send(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** A datagram holds whole lines and no more than fit an Ethernet frame. */
const DATAGRAM_MAX_BYTES = 1400
const LINE_FEED = 10

/** `udp://host:port`, `tcp://host:port` or `-` (standard output). Errors: `cli.target`. */
export async function openTarget(text: string, io: CliIo): Promise<Result<Target>> {
  if (text === '-') return ok({ send: (bytes) => writeTo(io.stdout, bytes), close: async () => undefined })
  const url = URL.canParse(text) ? new URL(text) : null
  const port = Number(url?.port)
  if (url === null || !['udp:', 'tcp:'].includes(url.protocol) || url.hostname === '' || port < 1)
    return fail('cli.target', `"${text}" is not udp://host:port, tcp://host:port or -`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return url.protocol === 'udp:' ? ok(udpTarget(host, port)) : tcpTarget(host, port)
}

function udpTarget(host: string, port: number): Target {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  const datagram = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) =>
      socket.send(bytes, port, host, (error) => (error === null ? resolve() : reject(error))),
    )
  return {
    async send(bytes) {
      for (const part of datagrams(bytes)) await datagram(part)
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

/** Cuts at line ends; a line longer than a datagram goes alone. */
export function* datagrams(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const room = Math.min(bytes.length, from + DATAGRAM_MAX_BYTES)
    const fits = bytes.lastIndexOf(LINE_FEED, room - 1) + 1
    const next = bytes.indexOf(LINE_FEED, from) + 1
    const end = fits > from ? fits : next > from ? next : bytes.length
    yield bytes.subarray(from, end)
    from = end
  }
}

function tcpTarget(host: string, port: number): Promise<Result<Target>> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    socket.once('error', (error) => resolve(fail('cli.target', `tcp://${host}:${port}: ${error.message}`)))
    socket.once('connect', () =>
      resolve(
        ok({
          send: (bytes) => writeTo(socket, bytes),
          close: () => new Promise((done) => socket.end(() => done())),
        }),
      ),
    )
  })
}
