import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { storePoints, testFeed, type TestPoint } from '../testing/points.ts'
import { openPictureStore, watchOfficer, watchSupervisor, type PictureStore } from '../testing/store.ts'
import { parseBBox, WORLD } from './bbox.ts'
import { lastKnownFromPoints, putLastKnown, readLastKnown } from './last-known.ts'
import { readPlayback } from './playback.ts'
import { keepPositions } from './retention.ts'
import { readTrack } from './track.ts'
import {
  findVessels,
  putVesselStatics,
  readIdentityClaims,
  readVesselStatic,
  type VesselStatic,
} from './vessel-static.ts'

let db: PictureStore
const T0 = Date.UTC(2026, 10, 24, 10)
const officer = watchOfficer()
const supervisor = watchSupervisor()
const FERRY = 343_000_010
const CUTTER = 343_900_010
const PARTNER = 343_000_011

/** One report every ten seconds, eastward, with half an hour of silence after the first hour. */
const ferry: TestPoint[] = Array.from({ length: 720 }, (_, i) => ({
  atMs: T0 + i * 10_000 + (i >= 360 ? 1_800_000 : 0),
  mmsi: FERRY,
  lon: -61 + i * 0.0001,
  lat: 14,
  sogKn: 12.3,
  cogDeg: 90,
}))

beforeAll(async () => {
  db = await openPictureStore()
  await db.give(supervisor, 'protected-craft.protect', {
    mmsi: CUTTER,
    name: 'Cutter',
    agency: 'Marine Unit',
    nation: 'LCA',
  })
  await storePoints(db, ferry)
  await storePoints(db, [{ atMs: T0, mmsi: CUTTER, lon: -61.2, lat: 13.9, sogKn: 20 }])
  const secret = { ...testFeed, id: 'other', data: { ...testFeed.data, class: 'confidential' as const } }
  await storePoints(db, [{ atMs: T0, mmsi: PARTNER, lon: -61.3, lat: 13.8 }], secret)
})
afterAll(() => db.close())

describe('track', () => {
  const whole = { mmsi: FERRY, from: T0, to: T0 + 4 * 3_600_000, max: 5000 }

  test('gives every report and names the silence', async () => {
    const track = must(await db.read(officer, (tx) => readTrack(tx, whole)))
    expect(track.total).toBe(720)
    expect(track.points).toHaveLength(720)
    expect(track.points[0]).toEqual([T0, -61, 14, 12.3, 90])
    expect(track.gaps).toEqual([[T0 + 3_590_000, T0 + 5_400_000]])
  })

  test('thins to the limit and keeps both ends', async () => {
    const track = must(await db.read(officer, (tx) => readTrack(tx, { ...whole, max: 50 })))
    expect(track.points).toHaveLength(50)
    expect(track.total).toBe(720)
    expect(track.points[0]?.[0]).toBe(ferry[0]?.atMs)
    expect(track.points.at(-1)?.[0]).toBe(ferry.at(-1)?.atMs)
    const times = track.points.map((p) => p[0])
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test.each([
    ['backwards', { from: T0 + 1, to: T0 }],
    ['two years', { from: T0, to: T0 + 2 * 366 * 86_400_000 }],
  ])('%s is refused', async (_what, span) => {
    const track = await db.read(officer, (tx) => readTrack(tx, { ...whole, ...span }))
    expect(track).toMatchObject({ ok: false, error: { code: 'track.span' } })
  })
})

describe('what may be read', () => {
  const total = async (subject: typeof officer, mmsi: number): Promise<number> => {
    const query = { mmsi, from: T0, to: T0 + 1000, max: 10 }
    return must(await db.read(subject, (tx) => readTrack(tx, query))).total
  }

  test('a protected craft is there only for holders of the caveat', async () => {
    expect(await total(officer, CUTTER)).toBe(0)
    expect(await total(supervisor, CUTTER)).toBe(1)
  })

  test('points of a feed above the clearance are not there, nor any without the role', async () => {
    expect(await total(officer, PARTNER)).toBe(0)
    const cleared = watchOfficer({ clearance: 3, vettedUntil: '2099-01-01T00:00:00.000Z' })
    expect(await total(cleared, PARTNER)).toBe(1)
    expect(await total({ ...officer, roles: ['officer'] }, FERRY)).toBe(0)
    expect(await total({ ...officer, nation: 'BRB' }, FERRY)).toBe(0)
  })

  test('a craft protected today is gone from yesterday too', async () => {
    const mmsi = 343_900_011
    await storePoints(db, [{ atMs: T0, mmsi, lon: -61, lat: 14 }])
    expect(await total(officer, mmsi)).toBe(1)
    await db.give(supervisor, 'protected-craft.protect', { mmsi, name: 'x', agency: 'x', nation: 'LCA' })
    expect(await total(officer, mmsi)).toBe(0)
    const all = must(
      await db.read(officer, (tx) =>
        readPlayback(tx, { from: T0, to: T0 + 60_000, bbox: WORLD, stepSeconds: 10 }),
      ),
    )
    expect(all.vessels.map((v) => v.mmsi)).toEqual([FERRY])
  })
})

describe('playback', () => {
  test('holds each vessel once a frame, inside the box', async () => {
    const bbox = must(parseBBox('-61.001,13.9,-60.99,14.1'))
    const query = { from: T0, to: T0 + 3_600_000, bbox, stepSeconds: 60 }
    const played = must(await db.read(officer, (tx) => readPlayback(tx, query)))
    expect(played.frames).toHaveLength(60)
    expect(played.frames[0]?.points).toEqual([[FERRY, -60.9995, 14, 12.3, 90, null]])
    expect(played.frames.filter((f) => f.points.length > 0)).toHaveLength(17)
    expect(played.vessels).toEqual([{ mmsi: FERRY, cls: 'A' }])
  })

  test('too many frames are refused with what to ask for', async () => {
    const query = { from: T0, to: T0 + 86_400_000, bbox: WORLD, stepSeconds: 1 }
    const played = await db.read(officer, (tx) => readPlayback(tx, query))
    expect(played).toMatchObject({ ok: false, error: { code: 'playback.frames', field: 'stepSeconds' } })
  })
})

describe('last known places', () => {
  test('are read back from the table, round by round, and from the points when it is empty', async () => {
    const place = {
      mmsi: FERRY,
      atMs: T0,
      lonE7: -610_000_000,
      latE7: 140_000_000,
      sog: 123,
      cog: 900,
      heading: -1,
      navStatus: 15,
      cls: 0,
      source: 1,
    }
    await db.asService((tx) => putLastKnown(tx, 7, [place, { ...place, mmsi: CUTTER }]))
    await db.asService((tx) => putLastKnown(tx, 8, [{ ...place, atMs: T0 + 5 }]))
    const seen = await db.read(officer, (tx) => readLastKnown(tx, 0))
    expect(seen).toEqual({ vessels: [{ ...place, atMs: T0 + 5 }], round: 8 })
    const rest = await db.asService((tx) => readLastKnown(tx, 7))
    expect(rest.vessels.map((v) => v.mmsi)).toEqual([FERRY])
    const restored = await db.asService((tx) => lastKnownFromPoints(tx, new Date(T0)))
    expect(restored.find((v) => v.mmsi === FERRY)?.atMs).toBe(ferry.at(-1)?.atMs)
    expect(restored.map((v) => v.mmsi)).toContain(CUTTER)
  })
})

describe('static data', () => {
  const data = (change: Partial<VesselStatic>): VesselStatic => ({
    mmsi: FERRY,
    atMs: T0,
    claimedFromMs: T0,
    name: "L'EXPRESS 100%",
    callSign: 'J6AB1',
    imo: 9_074_729,
    shipType: 60,
    toBowM: 20,
    toSternM: 20,
    toPortM: 5,
    toStarboardM: 5,
    draughtDm: 21,
    destination: 'CASTRIES',
    eta: '11-24T18:00',
    mothershipMmsi: null,
    source: 1,
    ...change,
  })

  test('a changed identity closes the one before it', async () => {
    await db.asService((tx) => putVesselStatics(tx, [data({}), data({ mmsi: CUTTER, name: 'CUTTER' })]))
    await db.asService((tx) =>
      putVesselStatics(tx, [data({ atMs: T0 + 500_000, destination: 'VIEUX FORT' })]),
    )
    await db.asService((tx) =>
      putVesselStatics(tx, [data({ atMs: T0 + 900_000, claimedFromMs: T0 + 900_000, name: 'OTHER NAME' })]),
    )
    const claims = await db.read(officer, (tx) => readIdentityClaims(tx, FERRY))
    expect(claims.map((c) => [c.name, c.from, c.to])).toEqual([
      ['OTHER NAME', T0 + 900_000, T0 + 900_000],
      ["L'EXPRESS 100%", T0, T0 + 500_000],
    ])
    expect(await db.read(officer, (tx) => readVesselStatic(tx, CUTTER))).toBeNull()
    // After a restart a part that is not known yet erases nothing and makes no new identity.
    const later = { atMs: T0 + 1_000_000, claimedFromMs: T0 + 1_000_000, name: 'OTHER NAME', imo: null }
    await db.asService((tx) => putVesselStatics(tx, [data({ ...later, callSign: null })]))
    const again = await db.read(officer, (tx) => readIdentityClaims(tx, FERRY))
    expect(again.map((c) => [c.name, c.from, c.imo])).toEqual([
      ['OTHER NAME', T0 + 900_000, 9_074_729],
      ["L'EXPRESS 100%", T0, 9_074_729],
    ])
  })

  test('vessels are found by part of the name, call sign, MMSI and IMO number; signs mean themselves', async () => {
    const find = (text: string) => db.read(officer, (tx) => findVessels(tx, text, 10))
    expect(await find('other')).toEqual([FERRY])
    expect(await find('j6ab')).toEqual([FERRY])
    expect(await find(`${FERRY}`)).toEqual([FERRY])
    expect(await find('9074729')).toEqual([FERRY])
    expect(await find('%')).toEqual([])
    expect(await find('cutter')).toEqual([])
  })
})

test('upkeep makes hours ahead, thins old ones to one report a minute, and drops the oldest', async () => {
  const old = T0 - 40 * 86_400_000
  await storePoints(
    db,
    [0, 10, 59, 60, 130].map((s) => ({ atMs: T0 - 7_200_000 + s * 1000, mmsi: 5, lon: 1, lat: 1 })),
  )
  await storePoints(db, [{ atMs: old, mmsi: 5, lon: 1, lat: 1 }])
  const policy = { keepAllHours: 1, thinToSeconds: 60, dropAfterDays: 30 }
  const run = db.asService.bind(db)
  const first = await keepPositions(run, policy, new Date(T0))
  expect(first).toMatchObject({ dropped: 1, postponed: 0 })
  expect(first.thinned).toBeGreaterThan(0)
  const { rows } = await db.admin.query<{ at: Date }>(
    'SELECT at FROM basinet.position WHERE mmsi = 5 ORDER BY at',
  )
  expect(rows.map((r) => (r.at.getTime() - T0 + 7_200_000) / 1000)).toEqual([0, 60, 130])
  const second = await keepPositions(run, policy, new Date(T0))
  expect(second).toEqual({ made: 0, thinned: 0, dropped: 0, postponed: 0 })
  await storePoints(db, [{ atMs: T0 - 7_200_000 + 1000, mmsi: 6, lon: 1, lat: 1 }])
})
