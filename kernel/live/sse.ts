import type { FastifyReply } from 'fastify'
import { securityHeadersOf } from '../http/security.ts'

/** A server-sent-events answer with bounded buffering. */
export interface EventStream {
  /** False when the client is too slow and was cut off; it reconnects and resumes. */
  send(event: string, data: unknown, id?: string | number): boolean
  /** The same with JSON written before, for one text that goes to many. */
  sendJson(event: string, json: string, id?: string | number): boolean
  /** Bytes the client has not taken yet. */
  readonly waiting: number
  /** Calls at once when the stream has ended already. */
  onClose(listener: () => void): void
  close(): void
  readonly open: boolean
}

const HEARTBEAT_MS = 15_000
/** Bytes waiting for a slow client before it is cut off. */
const BUFFER_MAX_BYTES = 4 * 1_048_576

/** Takes over the reply; headers set by hooks are kept. */
export function openEventStream(reply: FastifyReply): EventStream {
  reply.hijack()
  const { raw } = reply
  // A hijacked reply passes no onSend hook, which sets them on every other answer.
  const security = securityHeadersOf(reply.request.protocol === 'https')
  for (const [name, value] of Object.entries({ ...security, ...reply.getHeaders() }))
    if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  raw.write('retry: 2000\n\n')
  const listeners: (() => void)[] = []
  let open = true
  const end = (): void => {
    if (!open) return
    open = false
    clearInterval(beat)
    for (const listener of listeners) listener()
    raw.end()
  }
  const beat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS)
  raw.on('close', end)
  raw.on('error', end)
  // Who went away while the route still asked the database tells nobody any more.
  if (raw.destroyed) end()
  const sendJson: EventStream['sendJson'] = (event, json, id) => {
    if (!open) return false
    if (raw.writableLength > BUFFER_MAX_BYTES) {
      end()
      return false
    }
    raw.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${json}\n\n`)
    return true
  }
  return {
    get open() {
      return open
    },
    get waiting() {
      return raw.writableLength
    },
    sendJson,
    send: (event, data, id) => sendJson(event, JSON.stringify(data), id),
    onClose: (listener) => (open ? void listeners.push(listener) : listener()),
    close: end,
  }
}
