import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { NeedsSource } from '@basinet/kernel/http'
import { dialogueNeeds } from '@basinet/dialogue'
import { factSheetRoutes } from '@basinet/fact-sheets'
import { fundingNeeds, fundingRoutes, startLapseAlarms } from '@basinet/funding'
import { resultsRoutes } from '@basinet/results'
import { openAcademyKey, trainingNeeds, trainingRoutes } from '@basinet/training'
import { publishedFacts, sightings } from './facts.ts'
import type { OpenNode } from './open-node.ts'

interface RunningProgramme {
  readonly needs: readonly NeedsSource[]
  register(app: FastifyInstance): void
  stop(): Promise<void>
}

/** The running parts of the programme: its routes, what it asks of people, and the watch over funds that lapse. */
export async function startProgramme(node: OpenNode): Promise<RunningProgramme> {
  const { core, log } = node
  const signs = await openAcademyKey(core, node.keyring, (bytes) => new Uint8Array(randomBytes(bytes)))
  if (!signs.ok) log.warn({ code: signs.error.code }, 'the key that signs certificates cannot be opened')
  const lapse = startLapseAlarms(core, node.process, (error) =>
    log.warn({ err: error }, 'funds about to lapse were not looked for'),
  )
  return {
    needs: [fundingNeeds, dialogueNeeds, trainingNeeds],
    register(app) {
      fundingRoutes(app, core)
      factSheetRoutes(app, core)
      trainingRoutes(app, core)
      resultsRoutes(app, core, publishedFacts, sightings)
    },
    stop: () => lapse.stop(),
  }
}
