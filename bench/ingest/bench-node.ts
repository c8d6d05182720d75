import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must, type Subject } from '@basinet/kernel/contract'
import type { FastifyInstance } from 'fastify'
import { createServer, type Authenticator } from '@basinet/kernel/http'
import { identityAuthenticator, seedDemo } from '@basinet/kernel/identity'
import { executeCommand } from '@basinet/kernel/record'
import { buildServer, createLog, openNode, readConfig, type OpenNode } from '@basinet/node-app'
import { pictureNeeds, pictureRoutes, startPicture, type RunningPicture } from '@basinet/picture'

/** A real node in a folder of its own: embedded database with its service settings, sequencer, picture, HTTP. */
export interface BenchNode {
  readonly node: OpenNode
  readonly picture: RunningPicture
  readonly address: string
  /** A one-use sign-in of the watch officer; only where the console is served. */
  signInLink(): Promise<string>
  close(): Promise<void>
}

const officer: Subject = {
  person: 'bench',
  session: null,
  nation: 'LCA',
  agency: 'bench',
  unit: 'bench',
  roles: ['officer', 'watch-officer', 'feed-keeper'],
  clearance: 2,
  handling: [],
  purpose: 'maritime-security',
  juvenile: false,
  sealed: false,
  vettedUntil: null,
  oversight: false,
  realms: [],
}
const COASTLINE = join(import.meta.dirname, '../../data/geo/caribbean-coastline.geojson')

/** @param options.console the whole server with the console, for a browser, instead of the picture's routes alone */
export async function openBenchNode(options: {
  readonly feedPort: number
  readonly areas: number
  readonly console: boolean
}): Promise<BenchNode> {
  const folder = mkdtempSync(join(tmpdir(), 'basinet-bench-'))
  const log = createLog(process.env['BASINET_LOG'] ?? 'error')
  const config = must(
    readConfig({
      BASINET_DATA: join(folder, 'data'),
      BASINET_KEY_FILE: join(folder, 'key'),
      BASINET_PORT: '0',
    }),
  )
  const file = {
    format: 1 as const,
    nation: 'LCA',
    // Only a demonstration has people to sign in without more ado.
    mode: options.console ? ('demo' as const) : ('service' as const),
    name: 'Bench',
    createdAt: new Date().toISOString(),
  }
  const node = must(await openNode(config, file, log))
  const give = async (name: string, input: unknown): Promise<void> =>
    void must(await executeCommand(node.core, officer, name, { commandId: randomUUID(), input }))
  await give('feed.create', feed(options.feedPort))
  for (let i = 0; i < options.areas; i++) await give('own-area.draw', area(i))
  const picture = await startPicture({
    core: node.core,
    hub: node.hub,
    databaseUrl: node.database.url,
    subjectKey: node.keyring.subjectMacKey(),
    process: node.process,
    feedFolder: folder,
    positions: { keepAllHours: 24, thinToSeconds: 60, dropAfterDays: 30 },
    coastline: COASTLINE,
    onError: (error, what) => log.error({ err: error }, what),
  })
  const app = await (options.console ? consoleServer(node, picture) : plainServer(picture))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    node,
    picture,
    address,
    async signInLink() {
      const people = await seedDemo(node.core)
      const watch = people.find((p) => p.post === 'Watch officer, day')
      if (watch === undefined) throw new Error('BUG: the demonstration has a watch officer')
      return `${address.replace('127.0.0.1', 'localhost')}${must(await node.identity.createOneUseLink(watch.person))}`
    },
    async close() {
      await app.close()
      await picture.stop()
      await node.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function plainServer(picture: RunningPicture): Promise<FastifyInstance> {
  const authenticator: Authenticator = { subjectOf: () => Promise.resolve(officer) }
  const app = await createServer({ authenticator, version: 'bench', log: false, tls: false })
  pictureRoutes(app, { running: picture, authenticator })
  return app
}

function consoleServer(node: OpenNode, picture: RunningPicture): Promise<FastifyInstance> {
  const authenticator = identityAuthenticator(node.identity)
  return buildServer(node, {
    register: async (app) => pictureRoutes(app, { running: picture, authenticator }),
    needs: [pictureNeeds],
    feeds: async () => [],
  })
}

function feed(port: number): unknown {
  return {
    name: 'Bench',
    station: 'bench',
    content: 'ais',
    transport: { kind: 'tcp-server', bind: '127.0.0.1', port, clientsMax: 2 },
    time: 'arrival',
    lateAfterS: 30,
    silentAfterS: 60,
    data: { owner: 'LCA', class: 'official', releaseTo: [] },
  }
}

/** Boxes of a fifth of a degree in a row through the traffic; vessels keep entering and leaving them. */
function area(i: number): unknown {
  const west = -71.5 + i * 0.45
  const ring = [
    [west, 14],
    [west + 0.2, 14],
    [west + 0.2, 14.2],
    [west, 14.2],
    [west, 14],
  ]
  return {
    name: `Bench ${i}`,
    note: '',
    shape: { type: 'Polygon', coordinates: [ring] },
    alerts: { entry: true, exit: false, speedAboveKn: null, speedBelowKn: null },
    severity: 'info',
    shipTypes: [],
    activeFrom: null,
    activeUntil: null,
  }
}
