import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { testSubject } from '@basinet/kernel/store/test-store'
import { pictureNeeds } from './needs.ts'
import { pictureService } from './positions/service.ts'
import { openPictureStore, watchOfficer, watchSupervisor, type PictureStore } from './testing/store.ts'

let db: PictureStore
const officer = watchOfficer()
const supervisor = watchSupervisor()
const soon = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()
beforeAll(async () => {
  db = await openPictureStore()
})
afterAll(() => db.close())

test('the watch is told of alerts, cases, reviews that are its own, and feeds that bring nothing', async () => {
  must(
    await db.give(officer, 'watch-list-entry.add', {
      identity: { mmsi: 343_000_001, imo: null, callSign: null, name: null },
      reason: 'seen meeting a go-fast',
      authority: 'order 12/2026',
      reviewer: supervisor.person,
      reviewBy: soon(2),
      expiresAt: soon(48),
      severity: 'warning',
      instructions: '',
    }),
  )
  const keeper = testSubject({ roles: ['officer', 'feed-keeper'] })
  must(
    await db.give(keeper, 'feed.create', {
      name: 'Morne Fortune',
      station: 'morne',
      content: 'ais',
      transport: { kind: 'udp', bind: '127.0.0.1', port: 10_110 },
      time: 'station',
      lateAfterS: 30,
      silentAfterS: 60,
      data: { owner: 'LCA', class: 'official', releaseTo: [] },
    }),
  )
  must(
    await db.give(pictureService('LCA'), 'picture-alert.raise', {
      rule: 'distress.sart',
      episode: 'x',
      severity: 'critical',
      distress: true,
      at: soon(0),
      mmsi: 970_000_001,
      name: null,
      position: null,
      why: { key: 'picture.alert.distress.sart', params: {} },
      evidence: [],
      area: null,
      watchListEntry: null,
      others: [],
    }),
  )
  const kinds = async (subject: typeof officer): Promise<string[]> =>
    (await pictureNeeds(db.core, subject)).map((n) => n.title.key).toSorted()
  expect(await kinds(officer)).toEqual(['needs.alert', 'needs.feed', 'needs.sar-log'])
  expect(await kinds(supervisor)).toEqual([
    'needs.alert',
    'needs.feed',
    'needs.sar-log',
    'needs.watch-list-review',
  ])
  expect(await kinds(testSubject())).toEqual([])
})
