import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { courtRoutes } from '@basinet/kernel/court'
import { custodyNeeds, custodyRoutes } from '@basinet/kernel/custody'
import { EvidenceReadError, type EvidenceStore } from '@basinet/kernel/evidence'
import { readFeedHealth } from '@basinet/kernel/feeds'
import { identityAuthenticator, identityNeeds } from '@basinet/kernel/identity'
import { randomBytes } from 'node:crypto'
import { fingerprintNeeds, startFingerprints } from '@basinet/fingerprints'
import { hitRoutes, networkNeeds } from '@basinet/network'
import { networkRoutes } from '@basinet/network/desk'
import { startNetwork } from '@basinet/network/node'
import { equipmentNeeds } from '@basinet/equipment'
import { interdictionNeeds, interdictionRoutes, startOptionsThread } from '@basinet/interdiction'
import {
  partnerWatchNeeds,
  partnerWatchRoutes,
  partnerWatchService,
  readPartnerTracks,
  trackLive,
} from '@basinet/partner-watch'
import {
  followPartners,
  pictureNeeds,
  pictureRoutes,
  readReleasable,
  startPicture,
  type PictureHttp,
  type RunningPicture,
} from '@basinet/picture'
import { startBallistics } from '@basinet/ballistics'
import { firearmRoutes } from '@basinet/firearms'
import { startCoverage } from '@basinet/radar-siting'
import { seizureRoutes } from '@basinet/seizures'
import { publishedQualifications } from '@basinet/training'
import type { LineRoutes } from './build-server.ts'
import { startExpungedList } from './expunged-list.ts'
import { startHousekeeping } from './housekeeping.ts'
import type { OpenNode } from './open-node.ts'
import { startProgramme } from './programme.ts'

/** The running parts of the lines: what feeds, watches and serves beside records and commands. */
export interface RunningLines extends LineRoutes {
  stop(): Promise<void>
}

/** How much partners may send, by how much room the disk has. */
const ROOM = { ok: 'free', low: 'scarce', full: 'full' } as const

/** Full-detail coast of the Caribbean; beyond its box the rules say nothing of positions on land. */
const COASTLINE = join(import.meta.dirname, '../../data/geo/caribbean-coastline.geojson')

/** How long track points are kept until the nation sets its own (nation-parameter `picture.…`). */
const POSITIONS = { keepAllHours: 24, thinToSeconds: 60, dropAfterDays: 30 }

export async function startLines(node: OpenNode): Promise<RunningLines> {
  const housekeeping = startHousekeeping(node)
  const expunged = startExpungedList(node)
  const picture = await startPicture({
    core: node.core,
    hub: node.hub,
    databaseUrl: node.database.url,
    subjectKey: node.keyring.subjectMacKey(),
    process: node.process,
    feedFolder: join(node.config.dataDir, 'feeds'),
    positions: POSITIONS,
    coastline: COASTLINE,
    disk: () => node.disk.reading().state,
    onError: (error, what) => node.log.warn({ err: error }, what),
  })
  const partners = watchPartners(node, picture)
  const network = startRegional(node)
  const programme = await startProgramme(node)
  const { prints, ballistics, coverage, options } = startBackground(node)
  return {
    register: async (app) => {
      custodyRoutes(app, node.core)
      courtRoutes(app, node.core)
      prints.routes(app)
      ballistics.routes(app)
      coverage.routes(app)
      seizureRoutes(app, node.core)
      firearmRoutes(app, node.core)
      interdictionRoutes(app, node.core, { options, elsewhere: publishedQualifications(() => node.core) })
      partnerWatchRoutes(app, node.core)
      programme.register(app)
      hitRoutes(app, node.core)
      networkRoutes(app, {
        core: node.core,
        health: () => network.health(),
        keyring: node.keyring,
        templates: node.asked.flatMap((module) => module.agreements ?? []),
      })
      pictureRoutes(app, pictureHttp(node, picture))
    },
    needs: [
      identityNeeds,
      custodyNeeds,
      networkNeeds,
      pictureNeeds,
      partnerWatchNeeds,
      interdictionNeeds,
      equipmentNeeds,
      fingerprintNeeds,
      ...programme.needs,
    ],
    feeds: async () => {
      const feeds = await picture.run(readFeedHealth)
      return feeds.map((f) => ({ id: f.id, state: f.state, ratePerS: f.ratePerS }))
    },
    network: () => network.health(),
    async stop() {
      await programme.stop()
      await prints.stop()
      await ballistics.stop()
      await coverage.stop()
      await options.stop()
      await network.stop()
      await partners.stop()
      await picture.stop()
      await housekeeping.stop()
      await expunged.stop()
    },
  }
}

function pictureHttp(node: OpenNode, running: RunningPicture): PictureHttp {
  return {
    running,
    authenticator: identityAuthenticator(node.identity),
    partners: (subject) => readPartnerTracks(node.core, subject),
  }
}

/** Tracks that partners give, under the rules of the picture. */
function watchPartners(node: OpenNode, picture: RunningPicture): ReturnType<typeof followPartners> {
  return followPartners(
    picture,
    () => readPartnerTracks(node.core, partnerWatchService(node.core.nation)),
    (error, what) => node.log.warn({ err: error }, what),
  )
}

/** The network of this node, with what its lines let partners ask for and what they send live. */
function startRegional(node: OpenNode): ReturnType<typeof startNetwork> {
  return startNetwork({
    core: node.core,
    keyring: node.keyring,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    host: node.config.network.host,
    port: node.config.network.port,
    process: node.process,
    room: () => ROOM[node.disk.reading().state],
    asked: node.asked,
    live: [
      trackLive({
        core: node.core,
        read: readReleasable,
        onError: (error, what) => node.log.warn({ err: error }, what),
      }),
    ],
    relayDirectory: join(node.config.dataDir, 'relay'),
    readPaper: (file) => readWhole(node.evidence, file),
    onError: (error, what) => node.log.warn({ err: error }, what),
  })
}

/** Null where it is gone, or a chunk of it is damaged. */
async function readWhole(evidence: EvidenceStore, file: string): Promise<Uint8Array | null> {
  const read = await evidence.read(file)
  if (!read.ok) return null
  try {
    return new Uint8Array(await buffer(read.value))
  } catch (error) {
    if (error instanceof EvidenceReadError) return null
    throw error
  }
}

/** Fingerprints and fired specimens are compared, and radar coverage reckoned, in threads of this process. */
function startBackground(node: OpenNode): {
  readonly prints: ReturnType<typeof startFingerprints>
  readonly ballistics: ReturnType<typeof startBallistics>
  readonly coverage: ReturnType<typeof startCoverage>
  readonly options: ReturnType<typeof startOptionsThread>
} {
  const prints = startFingerprints({
    core: node.core,
    evidence: node.evidence,
    sealing: node.sealing,
    process: node.process,
    onError: (error, what) => node.log.warn({ err: error }, what),
  })
  const ballistics = startBallistics({
    core: node.core,
    evidence: node.evidence,
    sealing: node.sealing,
    process: node.process,
    onError: (error, what) => node.log.warn({ err: error }, what),
  })
  const coverage = startCoverage({
    core: node.core,
    terrainFolder: join(node.config.dataDir, 'terrain'),
    process: node.process,
    onError: (error, what) => node.log.warn({ err: error }, what),
  })
  const options = startOptionsThread(COASTLINE, (error, what) => node.log.warn({ err: error }, what))
  return { prints, ballistics, coverage, options }
}
