import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { buildLandIndex, type LandIndex } from '@basinet/geodesy'
import { seaRoute, type FindWay } from '@basinet/intercept'
import { optionsFor } from '../options/options.ts'
import type { Answered, Numbered } from './protocol.ts'

/** Nodes of the lattice looked at for one answer, all assets together: about two seconds. */
const EFFORT_NODES = 300_000

const coastline = workerData as string
// Without the coast every answer says that land was not looked at.
const land: LandIndex | null = readLand()

function readLand(): LandIndex | null {
  try {
    const built = buildLandIndex(
      JSON.parse(readFileSync(coastline, 'utf8')) as Parameters<typeof buildLandIndex>[0],
    )
    return built.ok ? built.value : null
  } catch {
    return null
  }
}

parentPort?.on('message', ({ number, task }: Numbered) => {
  const effort = { nodes: EFFORT_NODES }
  const way: FindWay | null = land === null ? null : (from, to) => seaRoute(from, to, land, effort)
  const answer: Answered = {
    number,
    answer: optionsFor(task.operation, task.assets, task.matrix, task.asked, way),
  }
  parentPort?.postMessage(answer, [])
})
