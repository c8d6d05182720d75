import type { FastifyInstance } from 'fastify'
import { startWorkers } from '@basinet/kernel/jobs'
import type { Core } from '@basinet/kernel/record'
import { coverageRoutes } from './http.ts'
import { coverageJobs } from './jobs/jobs.ts'

export interface CoverageOptions {
  readonly core: Core
  /** Folder of HGT and GeoTIFF files; need not exist. */
  readonly terrainFolder: string
  /** Names this process among those of the node. */
  readonly process: string
  readonly onError: (error: unknown, what: string) => void
}

/** Workers of this process; any number of processes may run them on one database. */
export function startCoverage({ core, terrainFolder, process, onError }: CoverageOptions): {
  readonly routes: (app: FastifyInstance) => void
  stop(): Promise<void>
} {
  const jobs = coverageJobs({ core, terrainFolder })
  const workers = startWorkers({ core, jobs, name: `${process}/radar-coverage`, slots: 1, onError })
  return { routes: (app) => coverageRoutes(app, terrainFolder), stop: () => workers.stop() }
}
