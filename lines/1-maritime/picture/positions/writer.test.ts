import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { openPictureStore, type PictureStore } from '../testing/store.ts'
import { createPositionWriter, type PositionWriter } from './writer.ts'

let db: PictureStore
const errors: unknown[] = []
beforeAll(async () => {
  db = await openPictureStore()
})
afterAll(() => db.close())

async function takeLease(holder: string): Promise<bigint> {
  const { rows } = await db.admin.query<{ fence: string }>(
    `SELECT basinet.lease_take('ingest:ais', $1, 60) AS fence`,
    [holder],
  )
  return BigInt(rows[0]?.fence ?? 0)
}

function writer(fence: bigint, onFenced: () => void = () => undefined): PositionWriter {
  return createPositionWriter({
    run: (work) => db.asService(work),
    lease: { name: 'ingest:ais', fence },
    alongside: () => () => Promise.resolve(),
    onError: (error) => errors.push(error),
    onFenced,
  })
}

test('every value comes back as it was put in, over the whole range and any hour', async () => {
  const fence = await takeLease('a')
  const point = fc.tuple(
    fc.integer({ min: Date.UTC(1999, 11, 31), max: Date.UTC(1999, 11, 31, 5) }),
    fc.integer({ min: 1, max: 2 ** 30 - 1 }),
    fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
    fc.integer({ min: -900_000_000, max: 900_000_000 }),
    fc.integer({ min: -1, max: 32_767 }),
    fc.integer({ min: -1, max: 3599 }),
    fc.integer({ min: -1, max: 359 }),
    fc.integer({ min: -1, max: 15 }),
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 1, max: 32_767 }),
  )
  const runs = process.env['BASINET_FULL'] === '1' ? 200 : 8
  await fc.assert(
    fc.asyncProperty(fc.array(point, { maxLength: 3000 }), async (points) => {
      await db.admin.query('DELETE FROM basinet.position')
      const w = writer(fence)
      for (const p of points) expect(w.add(...p)).toBe(true)
      await w.stop()
      const { rows } = await db.admin.query<{ p: number[] }>(
        `SELECT array[(extract(epoch FROM at) * 1000)::bigint, mmsi, lon_e7, lat_e7, sog_dkn, cog_ddeg, heading_deg,
           nav_status, cls, source]::float8[] AS p FROM basinet.position`,
      )
      const key = (list: readonly (readonly number[])[]): string[] => list.map((p) => p.join()).toSorted()
      expect(key(rows.map((r) => r.p))).toEqual(key(points))
      expect(w.written).toBe(points.length)
    }),
    { numRuns: runs },
  )
  expect(errors).toEqual([])
})

test('a process that lost its lease writes nothing more', async () => {
  const fence = await takeLease('a')
  let fenced = 0
  const w = writer(fence, () => fenced++)
  await db.admin.query(
    `UPDATE basinet.lease SET until = now() - interval '1 second' WHERE name = 'ingest:ais'`,
  )
  await takeLease('b')
  await db.admin.query('DELETE FROM basinet.position')
  w.add(Date.now(), 1, 2, 3, 4, 5, 6, 7, 0, 1)
  await expect(w.flush()).rejects.toThrow('lost')
  await w.stop()
  expect(fenced).toBeGreaterThan(0)
  const { rowCount } = await db.admin.query('SELECT FROM basinet.position')
  expect(rowCount).toBe(0)
})

test('the application cannot read a partition, nor write one without the right to', async () => {
  await db.asService((tx) => tx.client.query('SELECT basinet.position_ahead(now(), 1)'))
  const { rows } = await db.admin.query<{ name: string }>(
    `SELECT basinet.position_part_name(hour) AS name FROM basinet.position_part ORDER BY hour DESC LIMIT 1`,
  )
  const name = rows[0]?.name ?? ''
  await expect(db.asService((tx) => tx.client.query(`SELECT * FROM basinet.${name}`))).rejects.toThrow(
    'permission denied',
  )
  const { watchOfficer } = await import('../testing/store.ts')
  const { sealedSubject } = await import('@basinet/kernel/record')
  const insert = `INSERT INTO basinet.${name} VALUES (now(), 1, 1, 1, 1, 1, 1, 1, 0, 1)`
  const officer = sealedSubject(db.core, watchOfficer(), db.core.now())
  await expect(db.store.run(officer, {}, (tx) => tx.client.query(insert))).rejects.toThrow('only the picture')
})
