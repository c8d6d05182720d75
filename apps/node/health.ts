import type { FastifyInstance } from 'fastify'
import type { DiskReading, Store } from '@basinet/kernel/store'
import type { NetworkHealth } from '@basinet/network/node'
import { readHead } from '@basinet/kernel/audit'
import { nodeSubject, sealedSubject, type Core } from '@basinet/kernel/record'

export interface HealthParts {
  readonly core: Core
  readonly store: Store
  readonly version: string
  readonly name: string
  readonly database: { readonly kind: string; readonly version: string }
  /** Feeds by state, from the picture. */
  readonly feeds: () => Promise<
    readonly { readonly id: string; readonly state: string; readonly ratePerS: number }[]
  >
  readonly clock: () => { readonly alarm: boolean; readonly behindMs: number }
  readonly disk: () => DiskReading
  readonly network: () => NetworkHealth
}

export interface Health {
  readonly status: 'ok' | 'degraded'
  readonly version: string
  readonly nation: string
  readonly mode: string
  readonly name: string
  readonly utc: string
  readonly database: { readonly state: 'ok' | 'down'; readonly kind: string; readonly version: string }
  readonly feeds: readonly { readonly id: string; readonly state: string; readonly ratePerS: number }[]
  readonly auditHead: { readonly size: number; readonly root: string; readonly at: string } | null
  readonly clock: { readonly alarm: boolean; readonly behindMs: number }
  readonly disk: Pick<DiskReading, 'state' | 'freeBytes'>
  /** Links with partners' nodes, and whether the register that names them is in its time. */
  readonly network: NetworkHealth
}

/** The state that load balancers, operators and every console page look at. No content, no counts of records. */
export async function readHealth(parts: HealthParts): Promise<Health> {
  const { state, freeBytes } = parts.disk()
  const base = {
    version: parts.version,
    nation: parts.core.nation,
    mode: parts.core.mode,
    name: parts.name,
    utc: parts.core.now().toISOString(),
    clock: parts.clock(),
    disk: { state, freeBytes },
    network: parts.network(),
  }
  try {
    const node = sealedSubject(parts.core, nodeSubject(parts.core.nation), parts.core.now())
    const head = await parts.store.run(node, { readOnly: true }, readHead)
    const feeds = await parts.feeds()
    const fine =
      base.network.alarms.length === 0 &&
      !base.clock.alarm &&
      state === 'ok' &&
      feeds.every((f) => f.state !== 'down')
    return {
      ...base,
      status: fine ? 'ok' : 'degraded',
      database: { state: 'ok', ...parts.database },
      feeds,
      auditHead: head === null ? null : { size: head.size, root: head.root, at: head.at },
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return {
      ...base,
      status: 'degraded',
      database: { state: 'down', ...parts.database },
      feeds: [],
      auditHead: null,
    }
  }
}

export function healthRoute(app: FastifyInstance, parts: HealthParts): void {
  app.get(
    '/health',
    { schema: { operationId: 'health', summary: 'State of the node', tags: ['node'], security: [] } },
    async (_request, reply) => {
      const health = await readHealth(parts)
      return reply
        .code(health.database.state === 'ok' ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(health)
    },
  )
}
