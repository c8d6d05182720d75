import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { retryForEver } from './retry.ts'
import type { FeedClock, Framing, Source, StreamSink, TransportEvents } from './transport.ts'

export interface UdpOptions {
  readonly bind: string
  readonly port: number
  readonly group?: string
  /** Bytes waiting while the consumer asks for time; beyond it datagrams are dropped and counted. */
  readonly bufferBytes: number
  readonly framing?: Framing
}

/** What the kernel may hold while our loop is busy: a second of 20,000 sentences is 1.6 MB. */
const RECEIVE_BUFFER_BYTES = 8 * 2 ** 20
/** Senders told apart; the longest silent makes room for a new one. */
const SENDERS_MAX = 64
const LINE_FEED = 10

/** Receives datagrams, each of whole lines or of whole blocks of octets. */
export function udp(options: UdpOptions, clock: FeedClock): Source {
  return {
    address: `udp://${options.group ?? options.bind}:${options.port}`,
    run: (events, signal) => retryForEver(clock, events, signal, () => receive(options, events, signal)),
  }
}

async function receive(options: UdpOptions, events: TransportEvents, signal: AbortSignal): Promise<void> {
  const socket = createSocket({
    type: isIPv6(options.bind) ? 'udp6' : 'udp4',
    reuseAddr: true,
    recvBufferSize: RECEIVE_BUFFER_BYTES,
  })
  const queue = createQueue(options.bufferBytes, events)
  const senders = new Map<string, StreamSink>()
  const whole = options.framing !== 'octets' ? withLineEnd : (bytes: Buffer): Buffer => bytes
  socket.on('message', (bytes, from) => queue.add(senderSink(senders, from, events), whole(bytes)))
  try {
    await bind(socket, options)
    events.up()
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      signal.addEventListener('abort', () => resolve(), { once: true })
      if (signal.aborted) resolve()
    })
  } finally {
    await new Promise<void>((resolve) => socket.close(() => resolve()))
    for (const sink of senders.values()) sink.end()
  }
}

function bind(socket: Socket, options: UdpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(options.port, options.bind, () => {
      socket.off('error', reject)
      try {
        if (options.group !== undefined) socket.addMembership(options.group)
        resolve()
      } catch (error) {
        reject(error)
      }
    })
  })
}

function senderSink(senders: Map<string, StreamSink>, from: RemoteInfo, events: TransportEvents): StreamSink {
  const name = `${from.address}:${from.port}`
  const known = senders.get(name)
  if (known !== undefined) {
    // Re-inserted so that the map's order is "longest silent first".
    senders.delete(name)
    senders.set(name, known)
    return known
  }
  if (senders.size >= SENDERS_MAX) {
    const [oldest, sink] = senders.entries().next().value as [string, StreamSink]
    senders.delete(oldest)
    sink.end()
  }
  const sink = events.open(name)
  senders.set(name, sink)
  return sink
}

/** A datagram ends a line, also where the sender leaves the line feed out. */
function withLineEnd(bytes: Buffer): Buffer {
  return bytes.at(-1) === LINE_FEED ? bytes : Buffer.concat([bytes, Buffer.of(LINE_FEED)])
}

interface Queue {
  add(sink: StreamSink, bytes: Buffer): void
}

function createQueue(bytesMax: number, events: TransportEvents): Queue {
  const waiting: { sink: StreamSink; bytes: Buffer }[] = []
  let size = 0
  let busy = false

  const drain = async (first: Promise<void>): Promise<void> => {
    await first
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      size -= next.bytes.length
      await next.sink.push(next.bytes)
    }
    busy = false
  }

  return {
    add(sink, bytes) {
      if (!busy) {
        const wait = sink.push(bytes)
        if (wait === undefined) return
        busy = true
        void drain(wait)
        return
      }
      if (size + bytes.length > bytesMax) {
        events.lost(bytes.length)
        return
      }
      size += bytes.length
      waiting.push({ sink, bytes })
    },
  }
}
