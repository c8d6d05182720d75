import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { answer, Refusal } from './routes.ts'
import { seed } from './seed.ts'

const DIST = join(import.meta.dirname, '../dist')
const TILES = process.env['TILES'] ?? ''
const PORT = Number(process.env['PORT'] ?? 8431)
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}
/** The node's own policy, so that what breaks under it breaks here too. */
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

function file(response: ServerResponse, path: string): void {
  if (path.startsWith('/tiles/') && existsSync(join(TILES, path.slice(7)))) {
    response.writeHead(200, { 'content-type': 'application/x-protobuf' })
    createReadStream(join(TILES, path.slice(7))).pipe(response)
    return
  }
  const wanted = normalize(join(DIST, path))
  const found = wanted.startsWith(DIST) && existsSync(wanted) && statSync(wanted).isFile()
  const served = found ? wanted : join(DIST, 'index.html')
  response.writeHead(200, {
    'content-type': TYPES[extname(served)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
  })
  createReadStream(served).pipe(response)
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString('utf8')
  return text === '' ? {} : JSON.parse(text)
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (!url.pathname.startsWith('/api/') && url.pathname !== '/health') return file(response, url.pathname)
  try {
    const body = request.method === 'GET' ? {} : await bodyOf(request)
    const result = await answer(request, response, url, body as object)
    if (response.headersSent) return
    const text = typeof result === 'string'
    response.writeHead(200, { 'content-type': text ? 'text/plain' : 'application/json' })
    response.end(text ? result : JSON.stringify(result ?? {}))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    response.writeHead(error.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { code: error.code, message: error.message } }))
  }
}

seed()
createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error(error)
    response.writeHead(500).end()
  })
}).listen(PORT, '127.0.0.1', () => console.log(`stand-in on http://127.0.0.1:${PORT}/sign-in?link=watch`))
