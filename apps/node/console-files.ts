import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const DIST = join(import.meta.dirname, '../console/dist')

function consoleBuilt(): boolean {
  return existsSync(join(DIST, 'index.html'))
}

/** The built console. Names carry a content hash, so everything but the page itself is kept by browsers. */
export async function consoleFiles(app: FastifyInstance): Promise<void> {
  if (!consoleBuilt()) {
    app.get('/', async (_request, reply) =>
      reply.code(503).type('text/plain').send('The console is not built: run npm start, which builds it.'),
    )
    return
  }
  await app.register(fastifyStatic, {
    root: DIST,
    wildcard: true,
    index: ['index.html'],
    setHeaders: (response, path) => {
      response.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
}

const BASEMAP = join(import.meta.dirname, '../../.cache/basemap')

/** The offline base map, cut at the first start. Where it is missing the map shows the sea and says so. */
export async function basemapFiles(app: FastifyInstance): Promise<void> {
  if (!existsSync(BASEMAP)) return
  await app.register(fastifyStatic, {
    root: BASEMAP,
    prefix: '/tiles/',
    decorateReply: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      response.header('cache-control', 'public, max-age=86400')
      if (path.endsWith('.pbf')) response.header('content-type', 'application/x-protobuf')
    },
  })
}

/** Addresses of console pages are the console's to resolve; a missing file or API route stays a 404. */
export function isConsolePage(method: string, url: string): boolean {
  const path = url.split('?')[0] ?? ''
  if (method !== 'GET' || /^\/(api|assets|tiles|health)(\/|$)/.test(path)) return false
  return !/\.[a-z0-9]{1,8}$/i.test(path)
}
