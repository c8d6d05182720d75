import type { FastifyInstance } from 'fastify'
import type { EvidenceStore } from '@basinet/kernel/evidence'
import type { Sealing } from '@basinet/kernel/files'
import { startWorkers } from '@basinet/kernel/jobs'
import type { Core } from '@basinet/kernel/record'
import { openEngine } from './engine/engine.ts'
import { demonstrationRoute } from './http/demonstration.ts'
import { listRoutes } from './http/lists.ts'
import { minorRoutes } from './http/minors.ts'
import { printRoutes } from './http/prints.ts'
import { reportRoute } from './http/report.ts'
import type { JobParts } from './jobs/asker.ts'
import { keepGallery } from './jobs/gallery.ts'
import { fingerprintJobs } from './jobs/jobs.ts'
import { probesRunOn } from './probe.ts'

export interface FingerprintOptions {
  readonly core: Core
  readonly evidence: EvidenceStore
  readonly sealing: Sealing
  /** Names this process among those of the node. */
  readonly process: string
  readonly onError: (error: unknown, what: string) => void
}

export interface RunningFingerprints {
  readonly parts: JobParts
  readonly routes: (app: FastifyInstance) => void
  stop(): Promise<void>
}

/** A bulk enrolment takes one; cards and searches of the day are not kept waiting behind it. */
const JOB_SLOTS = 2

/** Engine threads and workers of this process; any number of processes may run them on one database. */
export function startFingerprints(options: FingerprintOptions): RunningFingerprints {
  const { core, evidence, sealing } = options
  const engine = openEngine()
  const parts: JobParts = { core, evidence, sealing, engine, gallery: keepGallery(core, engine) }
  probesRunOn(core, parts)
  const workers = startWorkers({
    core,
    jobs: fingerprintJobs(parts),
    name: `${options.process}/prints`,
    slots: JOB_SLOTS,
    onError: options.onError,
  })
  return {
    parts,
    routes: (app) => {
      printRoutes(app, parts)
      listRoutes(app, core)
      minorRoutes(app, parts)
      reportRoute(app, parts)
      if (core.mode === 'demo') demonstrationRoute(app, core)
    },
    async stop() {
      await workers.stop()
      await engine.close()
    },
  }
}
