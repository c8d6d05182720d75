import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { certificateFingerprint, plainHex } from './certificate.ts'
import { readBody } from './body.ts'
import {
  CODE_HEADER,
  EXCHANGE_MAX_BYTES,
  pathOf,
  SERVICES,
  WAIT_HEADER,
  WAIT_MAX_SECONDS,
  type Answerer,
  type PeerAddress,
  type TlsIdentity,
} from './transport.ts'

/** Exchanges of one peer at once; above the client's own number of sockets, so that only a flooding member meets it. */
const EXCHANGES_A_PEER_MAX = 16
const CONNECTIONS_MAX = 1024
const HANDSHAKE_MS = 20_000
const HEADERS_MS = 20_000
/** The largest batch over a link of 250 kB/s takes 17 s. */
const REQUEST_MS = 60_000

export interface HttpsHost {
  /** Port it listens on. */
  readonly port: number
  /** Takes the peers of a new register: who is no longer in it is cut off at once, in the middle of an exchange too. */
  setPeers(peers: readonly PeerAddress[]): void
  close(): Promise<void>
}

export interface HttpsHostOptions {
  readonly identity: TlsIdentity
  readonly peers: readonly PeerAddress[]
  readonly answer: Answerer
  readonly host: string
  readonly port: number
  readonly onError: (error: Error) => void
}

/**
 * Listens for peers over mutual TLS 1.3. Who shows no certificate of the register does not get through the handshake, so
 * that none of our own code reads a byte from a stranger. Rejects when the port cannot be had.
 */
export async function httpsHost(options: HttpsHostOptions): Promise<HttpsHost> {
  let nations = nationsOf(options.peers)
  const sockets = new Map<TLSSocket, string>()
  const busy = new Map<string, number>()
  const server = createServer(secureOptions(options.identity, options.peers))
  server.maxConnections = CONNECTIONS_MAX
  server.headersTimeout = HEADERS_MS
  server.requestTimeout = REQUEST_MS
  server.on('secureConnection', (socket: TLSSocket) => {
    const nation = nations.get(plainHex(socket.getPeerCertificate().fingerprint256 ?? ''))
    if (nation === undefined) {
      socket.destroy()
      return
    }
    sockets.set(socket, nation)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('request', (request, response) => {
    const from = sockets.get(request.socket as TLSSocket)
    if (from === undefined) return void request.destroy()
    const running = busy.get(from) ?? 0
    if (running >= EXCHANGES_A_PEER_MAX) return refuse(response, 429, 'transport.busy')
    busy.set(from, running + 1)
    serve(from, request, response, options)
      .catch((error: unknown) => {
        options.onError(error as Error)
        refuse(response, 500, 'transport.failed')
      })
      .finally(() => busy.set(from, (busy.get(from) ?? 1) - 1))
  })
  await listen(server, options.port, options.host)
  server.on('error', options.onError)
  return {
    port: (server.address() as AddressInfo).port,
    setPeers(peers) {
      nations = nationsOf(peers)
      server.setSecureContext(secureOptions(options.identity, peers))
      const known = new Set(nations.values())
      for (const [socket, nation] of sockets) {
        const shown = plainHex(socket.getPeerCertificate().fingerprint256 ?? '')
        if (!known.has(nation) || !nations.has(shown)) socket.destroy()
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets.keys()) socket.destroy()
      }),
  }
}

function secureOptions(identity: TlsIdentity, peers: readonly PeerAddress[]) {
  return {
    key: identity.key,
    cert: identity.certificate,
    ca: peers.flatMap((peer) => [...peer.certificates]),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3' as const,
    handshakeTimeout: HANDSHAKE_MS,
  }
}

function nationsOf(peers: readonly PeerAddress[]): ReadonlyMap<string, string> {
  return new Map(
    peers.flatMap((peer) =>
      peer.certificates.flatMap((pem) => {
        const print = certificateFingerprint(pem)
        return print.ok ? [[print.value, peer.nation] as const] : []
      }),
    ),
  )
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function serve(
  from: string,
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpsHostOptions,
): Promise<void> {
  const service = SERVICES.find((known) => request.url === pathOf(known))
  if (request.method !== 'POST' || service === undefined) return refuse(response, 404, 'transport.path')
  const wait = Number(request.headers[WAIT_HEADER] ?? 0)
  if (!Number.isInteger(wait) || wait < 0 || wait > WAIT_MAX_SECONDS)
    return refuse(response, 400, 'transport.wait')
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const body = await readBody(request, EXCHANGE_MAX_BYTES)
  if (!body.ok) return refuse(response, 413, body.error.code)
  const answer = await options.answer(from, body.value, { service, waitSeconds: wait, signal: gone.signal })
  if (!answer.ok) return refuse(response, 422, answer.error.code)
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': answer.value.length,
  })
  response.end(answer.value)
}

function refuse(response: ServerResponse, status: number, code: string): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { [CODE_HEADER]: code, 'content-length': 0 })
  response.end()
}
