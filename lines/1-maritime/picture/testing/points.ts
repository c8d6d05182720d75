import type { FeedConfig } from '@basinet/kernel/feeds'
import { feedLabel, sourceId } from '../positions/sources.ts'
import { classCode, toCog, toE7, toHeading, toSog } from '../positions/scaled.ts'
import { createPositionWriter } from '../positions/writer.ts'
import type { VesselClass } from '../contract/wire.ts'
import type { PictureStore } from './store.ts'

export const testFeed: FeedConfig = {
  id: '01890000-0000-7000-8000-00000000feed',
  name: 'Morne Fortune',
  station: 'morne',
  content: 'ais',
  transport: { kind: 'udp', bind: '127.0.0.1', port: 10_110 },
  time: 'recorded',
  lateAfterS: 30,
  silentAfterS: 120,
  data: { owner: 'LCA', class: 'official', releaseTo: [] },
  state: 'active',
}

export interface TestPoint {
  readonly atMs: number
  readonly mmsi: number
  readonly lon: number
  readonly lat: number
  readonly sogKn?: number
  readonly cogDeg?: number
  readonly cls?: VesselClass
}

/** Stores points as the ingest does, under the feed's label. */
export async function storePoints(
  db: PictureStore,
  points: readonly TestPoint[],
  feed: FeedConfig = testFeed,
): Promise<void> {
  const source = await db.asService((tx) => sourceId(tx, feed, feedLabel(feed, 'service')))
  const { rows } = await db.admin.query<{ fence: string }>(
    `SELECT basinet.lease_take('ingest:test', 'test', 600) AS fence`,
  )
  const writer = createPositionWriter({
    run: (work) => db.asService(work),
    lease: { name: 'ingest:test', fence: BigInt(rows[0]?.fence ?? 0) },
    alongside: () => () => Promise.resolve(),
    onError: (error) => {
      throw error
    },
    onFenced: () => undefined,
  })
  for (const p of points)
    writer.add(
      p.atMs,
      p.mmsi,
      toE7(p.lon),
      toE7(p.lat),
      toSog(p.sogKn ?? null),
      toCog(p.cogDeg ?? null),
      toHeading(null),
      15,
      classCode(p.cls ?? 'A'),
      source,
    )
  await writer.stop()
}
