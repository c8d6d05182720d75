import { afterAll, beforeAll, expect, test } from 'vitest'
import { encode, type AisMessage } from '@basinet/ais'
import { must } from '@basinet/kernel/contract'
import { testSubject } from '@basinet/kernel/store/test-store'
import type { AlertView, DeltaEvent, SnapshotEvent, Vessel } from '../contract/wire.ts'
import { WORLD } from '../positions/bbox.ts'
import { until } from '../testing/ingest.ts'
import { openTestNode, type TestNode } from '../testing/node.ts'
import { alertOf } from '../testing/alert.ts'
import { openPictureStore, watchOfficer, watchSupervisor, type PictureStore } from '../testing/store.ts'
import { freeUdpPort, sendUdp } from '../testing/udp.ts'
import type { RunningPicture } from './start.ts'
import type { Outlet } from './viewers.ts'

let second = 0
/** A time stamp in seconds of the minute that no report before it had. */
const nextSecond = (): number => (second = (second + 7) % 60)

let db: PictureStore
let node: TestNode
let port: number
const keeper = testSubject({ roles: ['officer', 'feed-keeper'] })
const officer = watchOfficer()
const supervisor = watchSupervisor()
const FERRY = 343_000_010
const CUTTER = 343_900_010

beforeAll(async () => {
  db = await openPictureStore()
  node = openTestNode(db)
  port = await freeUdpPort()
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
})
afterAll(async () => {
  await node.stop()
  await db.close()
})

function position(mmsi: number, lon: number, lat: number, second = 0, courseDeg = 90): string[] {
  const message: AisMessage = {
    type: 1,
    repeat: 0,
    mmsi,
    status: 0,
    turnDegPerMin: 0,
    turnHard: 0,
    speedKn: 12.3,
    accurate: true,
    lon,
    lat,
    courseDeg,
    headingDeg: courseDeg + 1,
    second,
    maneuver: 0,
    raim: false,
    radio: 0,
  }
  return encode(message)
}

interface Screen extends Outlet {
  readonly events: { event: string; data: unknown }[]
  vessels(): Map<string, Vessel>
}

/** A client that keeps what it is sent, as the console does. */
function screen(): Screen {
  const events: { event: string; data: unknown }[] = []
  const shown = new Map<string, Vessel>()
  return {
    events,
    vessels: () => shown,
    waiting: () => 0,
    send(event, json) {
      const data: unknown = JSON.parse(json)
      events.push({ event, data })
      if (event === 'snapshot') {
        shown.clear()
        for (const v of (data as SnapshotEvent).vessels) shown.set(v.id, v)
      }
      if (event === 'delta') {
        for (const v of (data as DeltaEvent).vessels) shown.set(v.id, v)
        for (const id of (data as DeltaEvent).gone) shown.delete(id)
      }
    },
  }
}

/** The rules say other things of the test's traffic too. */
const distressOf = (one: Screen): unknown =>
  one.events.find((e) => e.event === 'alert' && (e.data as { distress: boolean }).distress)?.data

const toldAlert = (e: { event: string; data: unknown }): AlertView | null =>
  e.event === 'alert' ? (e.data as AlertView) : null

const leads = (p: RunningPicture): boolean => p.leader.leading && (p.leader.stats?.vessels ?? -1) >= 0

test('two processes: one takes the feed, both show it, and the other goes on when the first is gone', async () => {
  const first = await node.start('process-1')
  await until('the first leads', () => leads(first))
  const second = await node.start('process-2')
  const here = screen()
  const there = screen()
  first.viewers.join(officer, WORLD, here)
  second.viewers.join(officer, WORLD, there)
  await until('the feed is held', async () => {
    await sendUdp(port, ...position(FERRY, -61, 14, nextSecond()))
    return here.vessels().has(`ais:${FERRY}`)
  })
  expect(here.vessels().get(`ais:${FERRY}`)).toMatchObject({
    mmsi: FERRY,
    lon: -61,
    lat: 14,
    sog: 12.3,
    cog: 90,
    heading: 91,
    cls: 'A',
    station: 'morne',
    flag: 'LCA',
  })
  expect(second.leader.leading).toBe(false)
  await until('the second shows it too', () => there.vessels().has(`ais:${FERRY}`))

  await first.stop()
  await until('the second leads', () => leads(second))
  await until('the second has the feed', async () => {
    await sendUdp(port, ...position(FERRY, -60.5, 14, nextSecond()))
    return there.vessels().get(`ais:${FERRY}`)?.lon === -60.5
  })
  await second.stop()
  expect(node.errors).toEqual([])
}, 120_000)

test('viewports, protected craft and alerts: everybody gets what is theirs', async () => {
  const picture = await node.start('process-3')
  await until('leads', () => leads(picture))
  const near = { west: -62, south: 13, east: -60, north: 15 }
  const plain = screen()
  const holder = screen()
  const elsewhere = screen()
  const viewer = picture.viewers.join(officer, near, plain)
  picture.viewers.join(supervisor, near, holder)
  picture.viewers.join(officer, { west: 10, south: 50, east: 12, north: 52 }, elsewhere)
  await until('both craft are there', async () => {
    const second = nextSecond()
    await sendUdp(port, ...position(CUTTER, -61.1, 14, second), ...position(FERRY, -61, 14, second))
    return plain.vessels().has(`ais:${CUTTER}`) && plain.vessels().has(`ais:${FERRY}`)
  })
  expect(elsewhere.vessels().size).toBe(0)

  must(
    await db.give(supervisor, 'protected-craft.protect', {
      mmsi: CUTTER,
      name: 'Cutter',
      agency: 'Marine Unit',
      nation: 'LCA',
    }),
  )
  await until('it is gone without the caveat', () => !plain.vessels().has(`ais:${CUTTER}`))
  const from = plain.events.length
  await sendUdp(port, ...position(CUTTER, -61.2, 14, 1))
  await until('it moves for the holder', () => holder.vessels().get(`ais:${CUTTER}`)?.lon === -61.2)
  expect(JSON.stringify(plain.events.slice(from))).not.toContain(String(CUTTER))

  viewer?.look({ west: 0, south: 0, east: 1, north: 1 })
  await until('the viewport moved', () => plain.vessels().size === 0)

  const distress = alertOf({
    rule: 'distress.sart',
    severity: 'critical',
    distress: true,
    atMs: Date.now(),
    subject: { mmsi: 970_123_456, name: null },
    why: { key: 'picture.alert.distress.sart', params: {} },
  })
  picture.raiser.add({ alerts: [{ alert: distress, times: 1, lastAtMs: distress.atMs }], storms: [] })
  for (const one of [plain, holder, elsewhere])
    await until('distress reaches every viewport', () => distressOf(one) !== undefined)
  expect(distressOf(elsewhere)).toMatchObject({
    rule: 'distress.sart',
    distress: true,
    sarLog: expect.any(String),
  })
  await picture.stop()
  expect(node.errors).toEqual([])
}, 120_000)

test('an approach alarm set now is raised for two vessels that will meet', async () => {
  const picture = await node.start('process-approach')
  await until('leads', () => leads(picture))
  const mine = screen()
  picture.viewers.join(officer, WORLD, mine)
  const [west, east] = [343_000_081, 343_000_082]
  await until('both are on the map', async () => {
    const at = nextSecond()
    await sendUdp(port, ...position(west, -59.5, 14, at), ...position(east, -59.4, 14.001, at, 270))
    return mine.vessels().has(`ais:${west}`) && mine.vessels().has(`ais:${east}`)
  })
  const alarm = { name: 'Ferry lane', note: '', limitNm: 1, aheadMinutes: 30, guarded: [west] }
  must(await db.give(officer, 'approach-watch.set', { ...alarm, severity: 'critical' }))
  await until('it is raised', () => mine.events.some((e) => toldAlert(e)?.rule === 'collision.cpa'))
  expect(mine.events.map(toldAlert).find((a) => a?.rule === 'collision.cpa')).toMatchObject({
    severity: 'critical',
    mmsi: west,
    why: { params: { watch: 'Ferry lane', other: String(east) } },
  })
  await picture.stop()
}, 120_000)

test('an area drawn now raises an alert for the vessel that enters it, once, with its flag on the map', async () => {
  const picture = await node.start('process-area')
  await until('leads', () => leads(picture))
  const mine = screen()
  picture.viewers.join(officer, WORLD, mine)
  const west = [
    [-60.4, 13.9],
    [-60.2, 13.9],
    [-60.2, 14.1],
    [-60.4, 14.1],
    [-60.4, 13.9],
  ]
  const boat = 343_000_077
  let second = 0
  const send = (lon: number): Promise<void> => sendUdp(port, ...position(boat, lon, 14, second++ % 60))
  await until('it is on the map', async () => {
    await send(-60.41)
    return mine.vessels().has(`ais:${boat}`)
  })
  must(
    await db.give(officer, 'own-area.draw', {
      name: 'Approach',
      note: '',
      shape: { type: 'Polygon', coordinates: [west] },
      alerts: { entry: true, exit: false, speedAboveKn: null, speedBelowKn: null },
      severity: 'warning',
      shipTypes: [],
      activeFrom: null,
      activeUntil: null,
    }),
  )
  await until('the area is known', () => picture.registers.areas.size > 0)
  await until('its alert is there', async () => {
    await send(-60.39)
    return mine.events.some((e) => e.event === 'alert' && (e.data as { rule: string }).rule === 'area.entry')
  })
  await until('its flag is on the map', async () => {
    await send(-60.385)
    return mine.vessels().get(`ais:${boat}`)?.flags?.includes('area.entry') === true
  })
  const { rows } = await db.admin.query(`SELECT FROM basinet.r_picture_alert WHERE f_rule = 'area.entry'`)
  expect(rows).toHaveLength(1)
  await picture.stop()
}, 120_000)

test('a client that does not read gets no deltas, and a fresh snapshot when it has caught up', async () => {
  const picture = await node.start('process-4')
  await until('leads', () => leads(picture))
  const slow = screen()
  let waiting = 2_000_000
  picture.viewers.join(officer, WORLD, { ...slow, waiting: () => waiting })
  const before = slow.events.length
  await until('the board moves', async () => {
    await sendUdp(port, ...position(FERRY, -60.9, 14.2, nextSecond()))
    return picture.picture.board.columns.latE7.includes(142_000_000)
  })
  await new Promise((resolve) => setTimeout(resolve, 2500))
  // An alert would go to it all the same: distress does not wait for who reads slowly.
  expect(slow.events.slice(before).filter((e) => !e.event.startsWith('alert'))).toEqual([])
  waiting = 0
  await until('snapshot', () => slow.events.at(-1)?.event === 'snapshot' && slow.events.length > before)
  expect(slow.vessels().get(`ais:${FERRY}`)?.lat).toBe(14.2)
  await picture.stop()
}, 120_000)
