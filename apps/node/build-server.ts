import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { approvalNeeds } from '@basinet/kernel/approval'
import { fileRoutes } from '@basinet/kernel/files'
import {
  auditRoutes,
  catalogueRoutes,
  commandRoutes,
  createServer,
  needsRoutes,
  recordRoutes,
  searchRoutes,
  type Authenticator,
} from '@basinet/kernel/http'
import { identityAuthenticator, identityPlugin } from '@basinet/kernel/identity'
import { jobRoutes } from '@basinet/kernel/jobs'
import { liveRoutes } from '@basinet/kernel/live'
import type { NodeConfig } from './config.ts'
import { basemapFiles, consoleFiles, isConsolePage } from './console-files.ts'
import { healthRoute, readHealth, type Health, type HealthParts } from './health.ts'
import { VERSION, type OpenNode } from './open-node.ts'

/** What the lines add to the server beside records and commands. */
export interface LineRoutes {
  readonly register: (app: FastifyInstance) => Promise<void>
  readonly needs: Parameters<typeof needsRoutes>[2]
  readonly feeds: HealthParts['feeds']
  readonly network?: HealthParts['network']
}

const STATE_EVERY_MS = 2000

/** The HTTP server of an open node, ready to listen. */
export async function buildServer(node: OpenNode, lines: LineRoutes | null): Promise<FastifyInstance> {
  const authenticator: Authenticator = identityAuthenticator(node.identity)
  const app = await createServer({
    authenticator,
    version: VERSION,
    log: node.log,
    tls: node.config.behindTls,
    ...certificateOf(node.config),
    trustedProxies: node.config.trustedProxies,
  })
  const health: HealthParts = {
    core: node.core,
    store: node.store,
    version: VERSION,
    name: node.file.name,
    database: { kind: node.database.kind, version: node.database.version },
    feeds: lines?.feeds ?? (async () => []),
    clock: () => node.clock.state(),
    disk: () => node.disk.reading(),
    network:
      lines?.network ??
      (() => ({ state: 'not-joined', name: null, port: null, links: [], log: null, alarms: [] })),
  }
  healthRoute(app, health)
  await app.register(
    identityPlugin({
      core: node.core,
      identity: node.identity,
      cookieName: node.config.cookieName,
      node: { name: node.file.name, version: VERSION },
    }),
  )
  catalogueRoutes(app, node.core)
  recordRoutes(app, node.core)
  commandRoutes(app, node.core)
  searchRoutes(app, node.core)
  auditRoutes(app, node.core, {
    origin: node.origin,
    publicKeys: () => node.keyring.auditPublicKeys().map((k) => k.publicKey),
  })
  jobRoutes(app, node.core)
  fileRoutes(app, { core: node.core, store: node.evidence, sealing: node.sealing })
  needsRoutes(app, node.core, [approvalNeeds, ...(lines?.needs ?? [])])
  liveRoutes(app, { core: node.core, hub: node.hub, authenticator, nodeState: watchState(app, health) })
  await lines?.register(app)
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await consoleFiles(app)
  await basemapFiles(app)
  pageFallback(app)
  return app
}

function certificateOf(config: NodeConfig): { certificate?: { cert: Buffer; key: Buffer } } {
  if (config.tls === null) return {}
  return { certificate: { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) } }
}

/** The last known state, so that a hundred live streams cost one look every two seconds. */
function watchState(app: FastifyInstance, parts: HealthParts): () => Health | null {
  let last: Health | null = null
  const look = (): void =>
    void readHealth(parts)
      .then((health) => (last = health))
      .catch((error: unknown) => app.log.warn({ err: error }, 'the node state could not be read'))
  look()
  const timer = setInterval(look, STATE_EVERY_MS)
  app.addHook('onClose', async () => clearInterval(timer))
  return () => last
}

function pageFallback(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.is404 && isConsolePage(request.method, request.url) && reply.sendFile !== undefined) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    }
    return undefined
  })
}
