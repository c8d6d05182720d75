import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Region } from '../region-file.ts'
import { presenterPage, scenarioPage } from './page.ts'
import type { LinkOf } from './seats.ts'
import type { Showing } from './showing.ts'

/** The presenter's page: it hands out seats, so only the browser that came by the printed link is answered. */
export interface Presenter {
  /** Opens the page; holds its key. */
  readonly link: string
  close(): Promise<void>
}

const COOKIE = 'basinet_presenter'
const HOST = '127.0.0.1'
const KEY_BYTES = 24

interface Parts {
  readonly region: Region
  readonly showings: readonly Showing[]
  readonly linkOf: LinkOf
}

/** Listens on this machine alone. Errors: throws where the port is taken. */
export async function openPresenter(parts: Parts, port: number): Promise<Presenter> {
  const key = randomBytes(KEY_BYTES).toString('base64url')
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    answer(parts, key, request, response).catch(() => end(response, 500, 'the presenter’s page failed'))
  })
  server.listen(port, HOST)
  await once(server, 'listening')
  const address = server.address()
  const there = `${HOST}:${typeof address === 'object' && address !== null ? address.port : port}`
  return {
    link: `http://${there}/enter/${key}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  { region, showings, linkOf }: Parts,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = request.headers.host ?? ''
  // Another name for this address is another site's page that had its name resolve to us.
  if (!host.startsWith(`${HOST}:`) || !URL.canParse(request.url ?? '', `http://${host}`))
    return end(response, 400, 'not this host')
  const url = new URL(request.url ?? '', `http://${host}`)
  const [, verb = '', name = '', step = ''] = url.pathname.split('/')
  if (request.method === 'GET' && verb === 'enter') {
    if (!same(name, key)) return end(response, 404, 'nothing here')
    response.setHeader('set-cookie', `${COOKIE}=${key}; Path=/; HttpOnly; SameSite=Strict`)
    return go(response, '/')
  }
  const cookies = (request.headers.cookie ?? '').split(';').map((c) => c.trim())
  if (!cookies.some((c) => c.startsWith(`${COOKIE}=`) && same(c.slice(COOKIE.length + 1), key)))
    return end(response, 403, 'open the link that was printed when the region started')
  const found = showings.find(({ scenario }) => scenario.key === name)
  if (request.method === 'POST') {
    if (request.headers.origin !== `http://${host}`) return end(response, 403, 'not from this page')
    if (verb === 'run' && found !== undefined && /^\d{1,2}$/.test(step)) found.run(Number(step))
    else if (verb === 'reset' && found !== undefined) found.reset()
    else return end(response, 404, 'nothing here')
    return go(response, `/show/${name}`)
  }
  if (request.method === 'GET' && verb === 'open') return openSeat(url.searchParams, linkOf, response)
  const shown = verb === 'show' ? found : undefined
  if (request.method !== 'GET' || (url.pathname !== '/' && shown === undefined))
    return end(response, 404, 'nothing here')
  const nonce = randomBytes(16).toString('base64')
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  )
  const page = shown === undefined ? presenterPage(region, showings, nonce) : scenarioPage(shown, nonce)
  end(response, 200, page, 'text/html; charset=utf-8')
}

async function openSeat(asked: URLSearchParams, linkOf: LinkOf, response: ServerResponse): Promise<void> {
  const path = asked.get('path') ?? '/'
  const link = await linkOf(asked.get('nation') ?? '', asked.get('post') ?? '')
  if (link === null) return end(response, 404, 'no such seat, or its node does not answer')
  // Only a path of that node: the address is read from the link, not from the request.
  const next = /^\/[a-z0-9]/.test(path) ? `&next=${encodeURIComponent(path)}` : ''
  go(response, `${link}${next}`)
}

function same(given: string, key: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(key)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function go(response: ServerResponse, where: string): void {
  response
    .writeHead(303, { location: where, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
    .end()
}

function end(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  if (response.headersSent) return void response.end()
  response
    .writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      // With no-referrer a browser would send a form of this page from the origin `null`.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    .end(body)
}
