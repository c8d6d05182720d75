import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'
import { securityHeadersOf } from './security.ts'

/** Node's codes for what is no request (nodejs.org/api/errors.html), and the answer to each; anything else is 400. */
const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/**
 * Answers of the server before any route or hook is asked: an address that cannot be decoded, bytes that are no request.
 * Without these Fastify answers in its own form and without the security headers.
 */
export function outsideRoutes(
  tls: boolean,
): Required<Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'>> {
  const headers = { ...securityHeadersOf(tls), 'cache-control': 'no-store' }
  return {
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
      void reply
        .code(error.statusCode ?? 400)
        .headers(headers)
        .send({ error: { code: 'http.address', message: 'the address of the request is not valid' } }),
    clientErrorHandler(error: Error & { code?: string }, socket: Socket) {
      if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
        socket.destroy()
        return
      }
      const status = STATUS[error.code ?? ''] ?? 400
      const body = JSON.stringify({
        error: { code: 'http.malformed', message: 'what came is not an HTTP request that is served here' },
      })
      const lines = Object.entries({
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        connection: 'close',
      }).map(([name, value]) => `${name}: ${value}\r\n`)
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`)
    },
  }
}
