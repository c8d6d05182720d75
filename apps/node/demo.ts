import type { RecordDeclaration } from '@basinet/kernel/contract'
import { feedsCapability } from '@basinet/kernel/feeds'
import {
  defaultLabel,
  insertRecord,
  listRecords,
  newRecordId,
  nodeSubject,
  sealedSubject,
} from '@basinet/kernel/record'
import { seedDemo, type DemoPerson } from '@basinet/kernel/identity'
import { radarSite, type RadarSite } from '@basinet/picture/contract'
import { RADARS, type SimRadar } from '@basinet/sea-simulator'
import { openBureau } from './demo-bureau.ts'
import { openEquipment } from './demo-equipment.ts'
import { openProgramme } from './demo-programme.ts'
import { openTraining } from './demo-training.ts'
import type { OpenNode } from './open-node.ts'

export interface Demo {
  readonly people: readonly DemoPerson[]
  /** One-use sign-in links of the roles, for the person who started the node on this machine. */
  signInLines(url: string): Promise<string[]>
  /** Path of a fresh one-use link; null where there is no such post. */
  signInLink(post: string): Promise<string | null>
}

/** People of the demonstration, and the links they sign in with. Only ever called on a demonstration node. */
export async function prepareDemo(node: OpenNode): Promise<Demo> {
  const people = await seedDemo(node.core)
  await seedFeeds(node)
  await openProgramme(node.core, people)
  await openTraining(node.core, people)
  await openBureau(node.core, people)
  await openEquipment(node.core, people)
  return {
    people,
    async signInLines(url) {
      const width = Math.max(...people.map((p) => p.post.length))
      const lines = [
        '',
        'DEMONSTRATION: everything here is an exercise. Sign in once with one of these links, on this machine:',
      ]
      for (const person of people) {
        const link = await node.identity.createOneUseLink(person.person)
        if (!link.ok) throw new Error(link.error.message)
        lines.push(`  ${person.post.padEnd(width)}  ${person.name.padEnd(20)}  ${url}${link.value}`)
      }
      return [...lines, '', 'Ctrl-C stops the node; the data stays.']
    },
    async signInLink(post) {
      const seat = people.find((p) => p.post === post)
      const link = seat === undefined ? null : await node.identity.createOneUseLink(seat.person)
      return link !== null && link.ok ? link.value : null
    },
  }
}

const SEA_SEED = 343
const SEA_VESSELS = 260
/** Feeds are official: without it the node does not see the one it made, and makes another at each start. */
const FEED_CLEARANCE = 1

/** The simulated sea, radars and sky as feeds like any others, made at the first start only; people may change or suspend them. */
async function seedFeeds(node: OpenNode): Promise<void> {
  const { core } = node
  const author = nodeSubject(core.nation)
  await core.store.run(
    sealedSubject(
      core,
      { ...author, roles: ['node-system', 'officer', 'watch-supervisor'], clearance: FEED_CLEARANCE },
      core.now(),
    ),
    {},
    async (tx) => {
      const there = await listRecords(tx, feed, { limit: 1 })
      if (there.ok && there.value.items.length > 0) return
      const make = async (decl: RecordDeclaration, body: object): Promise<void> => {
        const made = await insertRecord(
          tx,
          decl,
          { person: author.person, command: 'node.demonstration', reason: null },
          { id: newRecordId(decl, core.now()), body, label: defaultLabel(core, decl, core.now()) },
        )
        if (!made.ok) throw new Error(`BUG: ${made.error.message}`)
      }
      for (const sim of SIMULATED) await make(feed, { ...sim, data: { ...sim.data, owner: core.nation } })
      for (const radar of RADARS) await make(radarSite, siteOf(radar))
    },
  )
}

const feed = feedsCapability.records.find((r) => r.type === 'feed') as RecordDeclaration

const simulated = {
  transport: { kind: 'simulated', seed: SEA_SEED, vessels: SEA_VESSELS },
  time: 'station',
  lateAfterS: 30,
  silentAfterS: 120,
  data: { owner: 'LCA', class: 'official', releaseTo: [] },
  state: 'active',
} as const
const SIMULATED = [
  { ...simulated, name: 'Simulated sea (demonstration)', station: 'SIM', content: 'ais' },
  { ...simulated, name: 'Simulated radars (demonstration)', station: 'SIM-RADAR', content: 'asterix' },
  { ...simulated, name: 'Simulated transponders (demonstration)', station: 'SIM-ADSB', content: 'adsb' },
]

function siteOf(radar: SimRadar): RadarSite {
  return {
    name: radar.id,
    sac: radar.sac,
    sic: radar.sic,
    position: { lon: radar.lon, lat: radar.lat },
    antennaM: radar.heightM,
    rangeNm: radar.rangeM / 1852,
    scanSeconds: radar.scanSeconds,
    sigmaRangeM: radar.sigmaRangeM,
    sigmaBearingDeg: radar.sigmaBearingDeg,
    note: '',
    state: 'active',
  }
}
