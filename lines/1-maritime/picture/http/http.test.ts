import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, type Subject } from '@basinet/kernel/contract'
import { testSubject } from '@basinet/kernel/store/test-store'
import type { Cpa, MergeCandidates } from '../contract/wire.ts'
import type { RunningPicture } from '../live/start.ts'
import { positionLine, staticLines } from '../testing/ais.ts'
import { until } from '../testing/ingest.ts'
import { openTestNode, type TestNode } from '../testing/node.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { openPictureStore, watchOfficer, watchSupervisor, type PictureStore } from '../testing/store.ts'
import { freeUdpPort, sendUdp } from '../testing/udp.ts'

const FERRY = 343_000_010
const TANKER = 343_000_020
const CUTTER = 343_900_010
let db: PictureStore
let node: TestNode
let running: RunningPicture
let server: TestServer
const officer = watchOfficer()
const supervisor = watchSupervisor()
const clerk = testSubject({ roles: ['officer'] })
const hour = 3_600_000
const since = new Date(Date.now() - hour).toISOString()
const until1 = new Date(Date.now() + hour).toISOString()

beforeAll(async () => {
  db = await openPictureStore()
  node = openTestNode(db)
  const port = await freeUdpPort()
  const keeper = testSubject({ roles: ['officer', 'feed-keeper'] })
  must(
    await db.give(keeper, 'feed.create', {
      name: 'Morne Fortune',
      station: 'morne',
      content: 'ais',
      transport: { kind: 'udp', bind: '127.0.0.1', port },
      time: 'arrival',
      lateAfterS: 30,
      silentAfterS: 60,
      data: { owner: 'LCA', class: 'official', releaseTo: [] },
    }),
  )
  must(
    await db.give(supervisor, 'protected-craft.protect', {
      mmsi: CUTTER,
      name: 'Cutter',
      agency: 'Marine Unit',
      nation: 'LCA',
    }),
  )
  running = await node.start('process-http')
  server = await openServer(running)
  let second = 0
  await until('everything is on the board and stored', async () => {
    second = (second + 1) % 60
    await sendUdp(
      port,
      ...staticLines({ mmsi: FERRY, shipName: 'PITON EXPRESS' }),
      ...staticLines({ mmsi: CUTTER, shipName: 'DEFENDER', callSign: 'J6DEF' }),
      positionLine({ mmsi: FERRY, lon: -61, lat: 14, second }),
      positionLine({ mmsi: TANKER, lon: -60.9, lat: 14, second, courseDeg: 270 }),
      positionLine({ mmsi: CUTTER, lon: -61.05, lat: 14, second }),
    )
    return running.picture.board.size === 3 && (running.leader.stats?.written ?? 0) >= 3
  })
  await until('static data is stored', async () => {
    const { rowCount } = await db.admin.query('SELECT FROM basinet.vessel_static')
    return rowCount === 2
  })
}, 120_000)
afterAll(async () => {
  await server.close()
  await running.stop()
  await node.stop()
  await db.close()
})

const at = (path: string) => (person: Subject | null) => server.get(person, `/api/v1${path}`)

test('the picture is for the watch', async () => {
  for (const path of ['/picture/alerts', `/picture/vessels/${FERRY}`, '/picture/stream', '/ogc']) {
    expect((await at(path)(null)).status).toBe(401)
    expect((await at(path)(clerk)).status).toBe(403)
  }
  expect((await at('/feeds')(clerk)).status).toBe(200)
})

test('a vessel with its static data, alerts and identities', async () => {
  const { status, body } = await at(`/picture/vessels/${FERRY}`)(officer)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    vessel: { mmsi: FERRY, name: 'PITON EXPRESS', len: 40, beam: 10, flag: 'LCA', sog: 12.3 },
    static: {
      imo: 9_074_729,
      draughtM: 2.1,
      destination: 'CASTRIES',
      eta: '11-24T18:30',
      dimensions: { bow: 30, stern: 10, port: 5, starboard: 5 },
    },
    identityHistory: [{ name: 'PITON EXPRESS' }],
  })
})

test('track, playback and search', async () => {
  const track = await at(`/picture/vessels/${FERRY}/track?from=${since}&to=${until1}`)(officer)
  expect((track.body as { points: unknown[][] }).points[0]).toEqual([expect.any(Number), -61, 14, 12.3, 90])
  const bbox = '-62,13,-60,15'
  const played = await at(`/picture/playback?from=${since}&to=${until1}&bbox=${bbox}&stepSeconds=60`)(officer)
  const { vessels } = played.body as { vessels: { mmsi: number }[] }
  expect(vessels.map((v) => v.mmsi).toSorted((a, b) => a - b)).toEqual([FERRY, TANKER])
  const found = await at('/picture/find?q=piton')(officer)
  expect(found.body).toMatchObject({ items: [{ mmsi: FERRY }] })
  expect(await at(`/picture/find?q=${TANKER}`)(officer)).toMatchObject({
    body: { items: [{ mmsi: TANKER }] },
  })
})

test('closest approach of two vessels on opposite courses', async () => {
  const { body } = await at(`/picture/cpa?a=ais:${FERRY}&b=ais:${TANKER}`)(officer)
  const cpa = body as { cpaM: number; tcpaS: number; distanceM: number }
  expect(cpa.cpaM).toBeLessThan(50)
  // 0.1 degree of longitude at 14 N is 5.8 NM; both make 12.3 kn towards each other.
  expect(cpa.tcpaS).toBeGreaterThan(500)
  expect(cpa.tcpaS).toBeLessThan(900)
  expect((await at(`/picture/cpa?a=ais:${FERRY}&b=ais:1`)(officer)).status).toBe(404)
})

describe('a contact entered by hand', () => {
  const report = {
    channel: 'vhf',
    source: 'fisherman off Dennery',
    reliability: 'C',
    credibility: '3',
    kind: 'passenger',
    description: 'white hull, fast',
    reported: { kind: 'position', lon: -61, lat: 14.01 },
    accuracyM: 8000,
    courseDeg: 90,
    speedKn: 12,
    growthKn: 5,
    sightedAt: new Date().toISOString(),
  }

  test('is held against the tracks in its circle, which say what does not fit, and has a closest approach', async () => {
    const { recordId } = must(await db.give(officer, 'hand-contact.enter', report))
    await until('it is on the picture', () => running.registers.contacts.has(recordId))
    const { status, body } = await at(`/picture/contacts/${recordId}/candidates`)(officer)
    expect(status).toBe(200)
    const items = (body as MergeCandidates).items.map((c) => [c.vessel.mmsi, c.against])
    // The protected craft lies within the circle too; the officer holds no caveat.
    expect(items).toEqual([[FERRY, []], ...(items.length > 1 ? [[TANKER, ['course']]] : [])])
    const cpa = await at(`/picture/cpa?a=ais:${TANKER}&b=hand:${recordId}`)(officer)
    expect(cpa).toMatchObject({ status: 200, body: { a: `ais:${TANKER}`, b: `hand:${recordId}` } })
    expect((cpa.body as Cpa).cpaM).toBeLessThan(2500)
    must(await db.give(officer, 'hand-contact.close', {}, { recordId, expectedRev: 1 }, 'gone'))
    await until('it is off the picture', () => !running.registers.contacts.has(recordId))
    for (const path of [
      `/picture/contacts/${recordId}/candidates`,
      `/picture/cpa?a=hand:${recordId}&b=ais:${FERRY}`,
    ])
      expect((await at(path)(officer)).status).toBe(404)
  })
})

test.each([
  [`/picture/vessels/${FERRY}/track?from=x&to=${until1}`, 'from'],
  [`/picture/vessels/${FERRY}/track?from=${until1}&to=${since}`, 'to'],
  [`/picture/playback?from=${since}&to=${until1}&bbox=1,2,3&stepSeconds=60`, 'bbox'],
  [`/picture/playback?from=${since}&to=${until1}&bbox=1,2,3,4&stepSeconds=0`, 'stepSeconds'],
  ['/picture/vessels/0', 'mmsi'],
  ['/picture/find', 'q'],
  [`/picture/cpa?a=ais:${FERRY}&b=${TANKER}`, 'b'],
])('%s names the field', async (path, field) => {
  expect(await at(path)(officer)).toMatchObject({ status: 422, body: { error: { field } } })
})

test('a stream gives a snapshot, follows its viewport, and belongs to its person', async () => {
  const stream = await server.stream(officer, '/api/v1/picture/stream?bbox=-62,13,-60,15')
  await until('snapshot', () => stream.events.length > 0)
  const first = stream.events[0]?.data as { stream: string; vessels: { mmsi: number }[]; total: number }
  expect(first.vessels.map((v) => v.mmsi).toSorted((a, b) => a - b)).toEqual([FERRY, TANKER])
  const move = { stream: first.stream, bbox: [0, 0, 1, 1] }
  const other = await server.post(supervisor, '/api/v1/picture/stream/viewport', move)
  expect(other.status).toBe(404)
  expect((await server.post(officer, '/api/v1/picture/stream/viewport', move)).status).toBe(200)
  await until('moved', () => stream.events.at(-1)?.event === 'snapshot' && stream.events.length > 1)
  expect(stream.events.at(-1)?.data).toMatchObject({ vessels: [], total: 0 })
  stream.close()
  await until('gone', () => running.viewers.size === 0)
})

describe('OGC API Features', () => {
  test('landing, conformance and collections link to each other', async () => {
    const landing = await at('/ogc')(officer)
    const rels = (landing.body as { links: { rel: string; href: string }[] }).links
    expect(rels.map((l) => l.rel)).toEqual(['self', 'service-desc', 'conformance', 'data'])
    expect((await at('/ogc/conformance')(officer)).body).toMatchObject({
      conformsTo: [expect.stringContaining('conf/core'), expect.stringContaining('conf/geojson')],
    })
    expect((await at('/ogc/collections/vessels')(officer)).body).toMatchObject({ id: 'vessels' })
    expect((await at('/ogc/collections/nothing')(officer)).status).toBe(404)
  })

  test('items are paged by links and filtered by box and time', async () => {
    const one = await at('/ogc/collections/vessels/items?limit=1')(officer)
    expect(one.type).toContain('application/geo+json')
    const page = one.body as {
      features: { id: string }[]
      numberMatched: number
      links: { rel: string; href: string }[]
    }
    expect(page).toMatchObject({ type: 'FeatureCollection', numberMatched: 2, numberReturned: 1 })
    const next = page.links.find((l) => l.rel === 'next')?.href ?? ''
    const two = await server.get(officer, new URL(next).pathname + new URL(next).search)
    expect([page, two.body as typeof page].flatMap((p) => p.features.map((f) => f.id))).toEqual([
      String(FERRY),
      String(TANKER),
    ])
    expect((two.body as typeof page).links.some((l) => l.rel === 'next')).toBe(false)
    const box = await at('/ogc/collections/vessels/items?bbox=-60.95,13,-60,15')(officer)
    expect(box.body).toMatchObject({ numberMatched: 1 })
    const past = await at(`/ogc/collections/vessels/items?datetime=../${since}`)(officer)
    expect(past.body).toMatchObject({ numberMatched: 0 })
    const single = await at(`/ogc/collections/vessels/items/${FERRY}`)(officer)
    expect(single.body).toMatchObject({ type: 'Feature', geometry: { coordinates: [-61, 14] } })
  })

  test.each([
    'limit=0',
    'limit=x',
    'bbox=1,2,3',
    'datetime=yesterday',
    'colour=red',
    'datetime=../..',
    'limit=1&limit=2',
  ])('?%s is answered with 400', async (query) => {
    expect((await at(`/ogc/collections/vessels/items?${query}`)(officer)).status).toBe(400)
  })

  test('an area drawn as a circle is a polygon, counter-clockwise', async () => {
    const area = {
      name: 'Circle',
      note: '',
      shape: { type: 'Circle', center: [-61, 14], radiusM: 5000 },
      alerts: { entry: true, exit: false, speedAboveKn: null, speedBelowKn: null },
      severity: 'info',
      shipTypes: [],
      activeFrom: null,
      activeUntil: null,
    }
    must(await db.give(officer, 'own-area.draw', area))
    const { body } = await at('/ogc/collections/areas/items?bbox=-61.1,13.9,-60.9,14.1')(officer)
    const { features } = body as { features: { geometry: { type: string; coordinates: number[][][] } }[] }
    const ring = features[0]?.geometry.coordinates[0] ?? []
    expect(ring).toHaveLength(65)
    expect(ring[0]).toEqual(ring.at(-1))
    expect((await at('/ogc/collections/areas/items?bbox=10,10,11,11')(officer)).body).toMatchObject({
      numberMatched: 0,
    })
  })
})

describe('a protected craft', () => {
  const paths = [
    `/picture/vessels/${CUTTER}`,
    `/picture/vessels/${CUTTER}/track?from=${since}&to=${until1}`,
    `/picture/playback?from=${since}&to=${until1}&bbox=-180,-90,180,90&stepSeconds=60`,
    '/picture/find?q=defender',
    '/picture/find?q=j6def',
    `/picture/find?q=${CUTTER}`,
    `/picture/cpa?a=ais:${FERRY}&b=ais:${CUTTER}`,
    '/picture/alerts',
    '/ogc/collections/vessels/items?limit=10000',
    `/ogc/collections/vessels/items/${CUTTER}`,
  ]

  test.each(paths)('%s tells nothing of it without the caveat', async (path) => {
    const { body } = await at(path)(officer)
    const told = JSON.stringify(body).replaceAll(`no vessel ${CUTTER}`, '')
    expect(told).not.toMatch(new RegExp(`${CUTTER}|DEFENDER|J6DEF|-61\\.05`))
    const unknown = await at(path.replaceAll(String(CUTTER), '343900099'))(officer)
    const mine = await at(path)(officer)
    expect(mine.status).toBe(unknown.status)
  })

  test('the holder of the caveat sees it, and it still does not leave by an interface without a grant', async () => {
    expect((await at(`/picture/vessels/${CUTTER}`)(supervisor)).body).toMatchObject({
      vessel: { name: 'DEFENDER' },
    })
    const items = '/ogc/collections/vessels/items'
    expect(JSON.stringify((await at(items)(supervisor)).body)).not.toContain(String(CUTTER))
  })
})
