import { createReadStream } from 'node:fs'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { basemapStyle } from '../../apps/console/map/basemap-style.ts'
import { createFleet } from './fleet.ts'

/** Between two events of the node's own stream. */
const DELTA_MS = 500
/** A class A vessel under way reports every 2 to 10 s (ITU-R M.1371-5, table 1). */
const REPORT_EVERY_MS = 6000
const MAPLIBRE = join(dirname(createRequire(import.meta.url).resolve('maplibre-gl/package.json')), 'dist')
const RIVAL = join(import.meta.dirname, 'rival.html')
const TYPES: Readonly<Record<string, string>> = { mjs: 'text/javascript', css: 'text/css', html: 'text/html' }

/**
 * Stands before a node: its pages and answers as they are, and in the place of its stream one of a given number of moving
 * vessels, the same for every reader. Serves the rival's page beside.
 */
export async function openFront(nodeUrl: string, vessels: number): Promise<{ url: string; server: Server }> {
  const server = createServer((asked, reply) => answer(nodeUrl, vessels, asked, reply))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('BUG: listening on a port')
  return { url: `http://localhost:${address.port}`, server }
}

function answer(nodeUrl: string, vessels: number, asked: IncomingMessage, reply: ServerResponse): void {
  const { pathname } = new URL(asked.url ?? '/', nodeUrl)
  if (pathname === '/api/v1/picture/stream') return stream(vessels, reply)
  if (pathname === '/api/v1/picture/stream/viewport') return void reply.end('{}')
  if (pathname === '/rival') return file(RIVAL, reply)
  if (pathname === '/rival/style.json') {
    const style = basemapStyle(
      'dark',
      `http://${asked.headers.host ?? 'localhost'}/tiles/{z}/{x}/{y}.pbf`,
      'en',
    )
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(style))
    return
  }
  if (pathname.startsWith('/rival/maplibre/'))
    return file(join(MAPLIBRE, pathname.slice('/rival/maplibre/'.length)), reply)
  forward(nodeUrl, asked, reply)
}

function file(path: string, reply: ServerResponse): void {
  reply.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
  createReadStream(path)
    .on('error', () => reply.writeHead(404).end())
    .pipe(reply)
}

function stream(vessels: number, reply: ServerResponse): void {
  const start = Date.now()
  const fleet = createFleet(vessels, start)
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = (event: string, data: unknown): void =>
    void reply.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  send('snapshot', { stream: 'bench', at: start, vessels: fleet.snapshot(start), total: vessels })
  const share = Math.ceil((vessels * DELTA_MS) / REPORT_EVERY_MS)
  const timer = setInterval(() => {
    const now = Date.now()
    send('delta', { at: now, vessels: fleet.heard(share, now), gone: [] })
  }, DELTA_MS)
  reply.on('close', () => clearInterval(timer))
}

function forward(nodeUrl: string, asked: IncomingMessage, reply: ServerResponse): void {
  const target = new URL(nodeUrl)
  const headers = { ...asked.headers, host: target.host }
  if (headers.origin !== undefined) headers.origin = target.origin
  if (headers.referer !== undefined) delete headers.referer
  const onward = request(new URL(asked.url ?? '/', target), { method: asked.method, headers }, (got) => {
    reply.writeHead(got.statusCode ?? 502, got.headers)
    got.pipe(reply)
  })
  onward.on('error', () => reply.destroy())
  asked.pipe(onward)
  reply.on('close', () => onward.destroy())
}
