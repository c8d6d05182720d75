import { afterAll, beforeAll, expect, test } from 'vitest'
import { readVesselStatics, putVesselStatics } from '../positions/vessel-static.ts'
import { testFeed } from '../testing/points.ts'
import { feedLabel, sourceId } from '../positions/sources.ts'
import { openPictureStore, type PictureStore } from '../testing/store.ts'
import { createBoard } from './board.ts'
import { createFollower } from './follower.ts'
import type { Picture } from './picture.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'

let db: PictureStore
beforeAll(async () => {
  db = await openPictureStore()
}, 120_000)
afterAll(() => db?.close())

const NOW = Date.UTC(2026, 10, 24, 12)
const LONG_AGO = NOW - 40 * 86_400_000

const vessel = (mmsi: number, change: Partial<VesselStatic> = {}): VesselStatic => ({
  mmsi,
  atMs: NOW,
  claimedFromMs: NOW,
  name: `NAME ${mmsi}`,
  callSign: null,
  imo: null,
  shipType: null,
  toBowM: null,
  toSternM: null,
  toPortM: null,
  toStarboardM: null,
  draughtDm: null,
  destination: null,
  eta: null,
  mothershipMmsi: null,
  source: 1,
  ...change,
})

test('a name that another process stored comes with the next look, an old one only for a vessel in sight', async () => {
  const source = await db.asService((tx) => sourceId(tx, testFeed, feedLabel(testFeed, 'service')))
  const board = createBoard()
  const [inSight, away, fresh] = [343_000_001, 343_000_002, 343_000_003]
  board.put(inSight, NOW, 0, 0, 0, 0, 0, 0, 0, source)
  const named = new Map<number, string | null>()
  const picture = {
    board,
    sources: new Map([[source, null]]),
    putStatics: (list: readonly VesselStatic[]) => list.forEach((v) => named.set(v.mmsi, v.name)),
  } as unknown as Picture
  const follower = createFollower(
    picture,
    (work) => db.asService(work),
    () => NOW,
    () => Promise.reject(new Error('the source is known')),
  )
  await db.asService((tx) => putVesselStatics(tx, [vessel(fresh, { source })]))
  await follower.lookAtStatics()
  expect([...named]).toEqual([[fresh, `NAME ${fresh}`]])
  const old = { source, atMs: LONG_AGO, claimedFromMs: LONG_AGO }
  await db.asService((tx) => putVesselStatics(tx, [vessel(inSight, old), vessel(away, old)]))
  await follower.lookAtStatics()
  expect([...named.keys()]).toEqual([fresh, inSight])
  const { vessels } = await db.asService((tx) => readVesselStatics(tx, 0, null))
  expect(vessels).toHaveLength(3)
})
