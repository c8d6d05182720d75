import type { FastifyInstance } from 'fastify'
import type { EvidenceStore } from '@basinet/kernel/evidence'
import { startWorkers } from '@basinet/kernel/jobs'
import type { Core } from '@basinet/kernel/record'
import { openEngine } from './engine/engine.ts'
import { ballisticRoutes } from './http.ts'
import { ballisticJobs } from './jobs/jobs.ts'

export interface BallisticsOptions {
  readonly core: Core
  readonly evidence: EvidenceStore
  /** Names this process among those of the node. */
  readonly process: string
  readonly onError: (error: unknown, what: string) => void
}

/** Workers of this process; any number of processes may run them on one database. */
export function startBallistics(options: BallisticsOptions): {
  readonly routes: (app: FastifyInstance) => void
  stop(): Promise<void>
} {
  const { core, evidence } = options
  const parts = { core, evidence, engine: openEngine() }
  const workers = startWorkers({
    core,
    jobs: ballisticJobs(parts),
    name: `${options.process}/ballistics`,
    slots: 1,
    onError: options.onError,
  })
  return { routes: (app) => ballisticRoutes(app, parts), stop: () => workers.stop() }
}
