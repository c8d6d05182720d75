import type { FastifyInstance } from 'fastify'
import type { EvidenceStore } from '@basinet/kernel/evidence'
import type { Sealing } from '@basinet/kernel/files'
import { startWorkers } from '@basinet/kernel/jobs'
import type { Core } from '@basinet/kernel/record'
import { openEngine } from './engine/engine.ts'
import { demonstrationRoute, searchRoutes } from './http/search.ts'
import { pictureRoute } from './http/pictures.ts'
import { reportRoute } from './http/report.ts'
import { surfaceRoutes } from './http/surfaces.ts'
import { ballisticJobs } from './jobs/jobs.ts'
import { probesRunOn } from './probe.ts'

export interface BallisticsOptions {
  readonly core: Core
  readonly evidence: EvidenceStore
  readonly sealing: Sealing
  /** Names this process among those of the node. */
  readonly process: string
  readonly onError: (error: unknown, what: string) => void
}

/** A search takes one for minutes; surfaces and comparisons of the day are not kept waiting behind it. */
const JOB_SLOTS = 2

/** Workers of this process; any number of processes may run them on one database. */
export function startBallistics(options: BallisticsOptions): {
  readonly routes: (app: FastifyInstance) => void
  stop(): Promise<void>
} {
  const { core, evidence, sealing } = options
  const parts = { core, evidence, sealing, engine: openEngine() }
  probesRunOn(core, parts)
  const workers = startWorkers({
    core,
    jobs: ballisticJobs(parts),
    name: `${options.process}/ballistics`,
    slots: JOB_SLOTS,
    onError: options.onError,
  })
  return {
    routes: (app) => {
      surfaceRoutes(app, parts)
      searchRoutes(app, core)
      pictureRoute(app, parts)
      reportRoute(app, parts)
      if (core.mode === 'demo') demonstrationRoute(app, core)
    },
    stop: () => workers.stop(),
  }
}
