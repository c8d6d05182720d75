import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sharedData, sharedPresent, sharedText } from '../../../../tests/data/shared.ts'
import { positionLine } from '../testing/ais.ts'
import { feedOf, openIngest, until } from '../testing/ingest.ts'
import { freeUdpPort, sendUdp } from '../testing/udp.ts'
import { openPictureStore, type PictureStore } from '../testing/store.ts'

let db: PictureStore
beforeAll(async () => {
  db = await openPictureStore()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.admin.query(
    'DELETE FROM basinet.position; DELETE FROM basinet.vessel_now; DELETE FROM basinet.lease',
  )
})

const FEED_A = '01890000-0000-7000-8000-00000000feed'
const FEED_B = '01890000-0000-7000-8000-00000000fee2'
const POSITION_TYPES = [1, 2, 3, 9, 18, 19, 21, 27]

/** Positions gpsdecode found in the recording, in the standard's own steps of 1/10,000 minute. */
function referencePositions(): string[] {
  const text = sharedText('maritime/ais/dma-stream-a.gpsdecode.jsonl') ?? ''
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { type: number; mmsi: number; lon: number; lat: number })
    .filter((m) => POSITION_TYPES.includes(m.type) && Math.abs(m.lat) <= 90 && Math.abs(m.lon) <= 180)
    .map((m) => `${m.mmsi} ${Math.round(m.lon * 6e5)} ${Math.round(m.lat * 6e5)}`)
}

async function storedPositions(): Promise<string[]> {
  const { rows } = await db.admin.query<{ mmsi: number; lon_e7: number; lat_e7: number }>(
    'SELECT mmsi, lon_e7, lat_e7 FROM basinet.position',
  )
  return rows.map(
    (r) => `${r.mmsi} ${Math.round((r.lon_e7 / 1e7) * 6e5)} ${Math.round((r.lat_e7 / 1e7) * 6e5)}`,
  )
}

test('garbage on a feed is counted and stops nothing', async () => {
  const port = await freeUdpPort()
  const { ingest, errors } = await openIngest(db)
  await ingest.configure([feedOf({ kind: 'udp', bind: '127.0.0.1', port })])
  await new Promise((resolve) => setTimeout(resolve, 100))
  const good = positionLine({ mmsi: 343_000_010, lon: -61, lat: 14 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.string({ maxLength: 200, unit: 'binary' }),
          fc
            .tuple(fc.nat(good.length - 1), fc.nat(255))
            .map(([i, c]) => good.slice(0, i) + String.fromCharCode(c) + good.slice(i + 1)),
          fc.constantFrom('', '!', '!AIVDM,,,,,,*00', '\\g:1-2-3*00\\', '!AIVDM,9,9,9,A,,0*00', '$PGHP,1,x'),
        ),
        { minLength: 1, maxLength: 30 },
      ),
      (lines) => sendUdp(port, ...lines),
    ),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 2000 : 40 },
  )
  await until('the good one after it is stored', async () => {
    await sendUdp(port, positionLine({ mmsi: 343_000_011, lon: -61, lat: 14, second: Date.now() % 60 }))
    const { rowCount } = await db.admin.query('SELECT FROM basinet.position WHERE mmsi = 343000011')
    return (rowCount ?? 0) > 0
  })
  await ingest.stop()
  expect(errors).toEqual([])
})

describe.runIf(!sharedPresent)('recordings', () => {
  test('their absence is recorded', () => {
    expect(sharedData('maritime/ais/dma-stream-a.nmea')).toBeNull()
  })
})

describe.runIf(sharedPresent)('real recordings through a feed', () => {
  const path = sharedData('maritime/ais/dma-stream-a.nmea') ?? ''

  test('16 s of the Danish network over TCP: every position the reference knows is stored once', async () => {
    const bytes = readFileSync(path)
    const server = createServer((socket) => socket.end(bytes))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { ingest, errors } = await openIngest(db)
    await ingest.configure([feedOf({ kind: 'tcp-client', host: '127.0.0.1', port })])
    await until('written', () => ingest.stats.written >= 1737)
    await ingest.stop()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    const stored = await storedPositions()
    const reference = referencePositions()
    expect(reference).toHaveLength(1737)
    expect(new Set(stored).isSupersetOf(new Set(reference))).toBe(true)
    // gpsdecode 3.22 leaves two whole sentences of the recording out.
    expect(stored.length - reference.length).toBe(2)
    expect(errors).toEqual([])
    const { rows } = await db.admin.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM basinet.vessel_static WHERE name IS NOT NULL',
    )
    expect(rows[0]?.n).toBeGreaterThan(200)
  })

  test('two stations that hear the same over UDP: each transmission counts once', async () => {
    const lines = readFileSync(path, 'latin1').split(/\r?\n/).slice(0, 600)
    const [a, b] = [await freeUdpPort(), await freeUdpPort()]
    const { ingest } = await openIngest(db)
    await ingest.configure([
      feedOf({ kind: 'udp', bind: '127.0.0.1', port: a }),
      feedOf({ kind: 'udp', bind: '127.0.0.1', port: b }, { id: FEED_B }),
    ])
    await new Promise((resolve) => setTimeout(resolve, 100))
    const heard = async (feed: string): Promise<{ messages: number; duplicates: number }> => {
      const { rows } = await db.admin.query<{ body: { messages: number; duplicates: number } }>(
        'SELECT body FROM basinet.feed_health WHERE id = $1',
        [feed],
      )
      return rows[0]?.body ?? { messages: 0, duplicates: 0 }
    }
    await sendUdp(a, ...lines)
    await until('the first heard all', async () => (await heard(FEED_A)).messages > 270)
    await until('written', () => ingest.stats.pending === 0)
    const once = (await storedPositions()).length
    await sendUdp(b, ...lines)
    await until('the second heard all', async () => (await heard(FEED_B)).messages > 270)
    await ingest.stop()
    expect(once).toBeGreaterThan(200)
    expect(await storedPositions()).toHaveLength(once)
    const second = await heard(FEED_B)
    expect(second.duplicates).toBe(second.messages)
  })

  test('a restart knows the vessels that were there, with their names', async () => {
    const lines = readFileSync(path, 'latin1').split(/\r?\n/).slice(0, 1000)
    const port = await freeUdpPort()
    const first = await openIngest(db)
    await first.ingest.configure([feedOf({ kind: 'udp', bind: '127.0.0.1', port })])
    await new Promise((resolve) => setTimeout(resolve, 100))
    await sendUdp(port, ...lines)
    await until('heard', () => first.ingest.stats.vessels > 150)
    await first.ingest.stop()
    const known = first.ingest.stats.vessels
    const second = await openIngest(db)
    expect(second.ingest.stats.vessels).toBe(known)
    await second.ingest.stop()
    // The database crashed too: its unlogged table is empty, the points are not.
    await db.admin.query('TRUNCATE basinet.vessel_now')
    const third = await openIngest(db)
    expect(third.ingest.stats.vessels).toBeGreaterThan(known * 0.9)
    await third.ingest.stop()
  })

  test('a followed file goes on where its points were stored, also after the process was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ingest-'))
    const lines = readFileSync(path, 'latin1').split(/(?<=\n)/)
    const file = join(folder, 'log.nmea')
    writeFileSync(file, lines.slice(0, 2000).join(''), 'latin1')
    const feed = feedOf({ kind: 'file', path: 'log.nmea', follow: true }, { time: 'recorded' })
    const first = await openIngest(db, { fileRoot: folder })
    await first.ingest.configure([feed])
    await until('first part', () => first.ingest.stats.written > 500)
    // Killed: superseded without a stop, so nothing it still holds is written.
    await db.admin.query(`UPDATE basinet.lease SET until = now() - interval '1 s'`)
    appendFileSync(file, lines.slice(2000).join(''), 'latin1')
    const second = await openIngest(db, { fileRoot: folder, holder: 'process-b' })
    await second.ingest.configure([feed])
    await until('second part', async () => (await storedPositions()).length >= 1739)
    await second.ingest.stop()
    // It was superseded: what it still holds may not be written, and its stop may say so.
    await first.ingest.stop().catch(() => undefined)
    const stored = await storedPositions()
    expect(stored).toHaveLength(1739)
    const whole = new Set(referencePositions())
    expect(whole.difference(new Set(stored)).size).toBe(0)
    rmSync(folder, { recursive: true })
  })

  test('a silent feed raises its alarm, and its first sentence ends it', async () => {
    const port = await freeUdpPort()
    const { ingest, changes } = await openIngest(db)
    const lines = readFileSync(path, 'latin1').split(/\r?\n/)
    await ingest.configure([feedOf({ kind: 'udp', bind: '127.0.0.1', port })])
    await until('silent', () => changes.some((c) => c.to === 'silent'))
    await sendUdp(port, ...lines.slice(0, 20))
    await until('back', () => changes.at(-1)?.to === 'ok')
    await ingest.stop()
    expect(changes.find((c) => c.to === 'silent')).toMatchObject({ name: 'Morne Fortune', station: 'morne' })
  })
})
