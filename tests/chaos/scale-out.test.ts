import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, signIn, type Client } from './client.ts'
import { createLoad } from './load.ts'
import { openLive } from './live-stream.ts'
import {
  freePort,
  nodePlace,
  pause,
  runVerb,
  startNodeProcess,
  type NodePlace,
  type NodeProcess,
} from './node-process.ts'
import { FULL, seeded } from './random.ts'
import { sharedDatabase, type SharedDatabase } from './shared-database.ts'
import { faultsOf } from './soundness.ts'

const TAKEOVERS = 10
/** On a machine that does other things. What somebody who waits for a dead process's work waits at most: its lease (5 s, 6 s) and a look of the next. */
const TAKEN_OVER_MS = 30_000
const JOBS = 30
const PIECES = 4
const PIECE_BYTES = 50_000
const LEASES = ['sequencer', 'ingest:ais'] as const

const random = seeded('scale-out')
let place: NodePlace
let database: SharedDatabase
let nodes: { process: NodeProcess; env: Record<string, string>; url: string }[] = []
let cookie = ''

beforeAll(async () => {
  place = await nodePlace()
  database = await sharedDatabase(place)
  // The first start makes keys and tables and is made alone.
  nodes = [await started(), await started()]
  const token = nodes[0]?.process.links().get('Administrator') ?? ''
  cookie = (await signIn(at(0).url, token)).cookie
}, 300_000)

afterAll(async () => {
  for (const { process } of nodes) if (isRunning(process)) await process.kill('SIGKILL')
  await database?.stop()
  place?.remove()
})

async function started(port?: string): Promise<(typeof nodes)[number]> {
  const env = { ...database.env, BASINET_PORT: port ?? String(await freePort()) }
  const process = startNodeProcess(place, env)
  return { process, env, url: await process.ready }
}

const isRunning = (p: NodeProcess): boolean => p.child.exitCode === null && p.child.signalCode === null

function at(n: number): (typeof nodes)[number] {
  const node = nodes[n]
  if (node === undefined) throw new Error(`BUG: no node ${n}`)
  return node
}

const client = (n: number): Client => clientOf(at(n).url, cookie)

/** Which of the nodes holds a lease that runs; null when none does. */
async function holderOf(lease: string): Promise<number | null> {
  const { rows } = await database.admin.query<{ holder: string }>(
    'SELECT holder FROM basinet.lease WHERE name = $1 AND until > clock_timestamp()',
    [lease],
  )
  const pid = Number(rows[0]?.holder.split('/')[1])
  const found = nodes.findIndex((n) => n.process.pid === pid)
  return found < 0 ? null : found
}

async function createUnit(on: Client): Promise<string> {
  const agencies = await on.call('GET', '/api/v1/records/agency?limit=1')
  const agency = agencies.kind === 'done' ? (agencies.body['items'] as { id: string }[])[0]?.id : undefined
  const code = randomUUID().slice(0, 8).toUpperCase()
  const made = await on.call('POST', '/api/v1/commands/unit.create', {
    commandId: randomUUID(),
    input: { name: `Unit ${code}`, code, agency },
  })
  if (made.kind !== 'done') throw new Error(`unit.create: ${JSON.stringify(made)}`)
  return String(made.body['recordId'])
}

// A minute of processes: the full run alone.
describe.runIf(FULL)('two node processes on one database', { timeout: 900_000 }, () => {
  it('serve one session', async () => {
    const here = await client(0).call('GET', '/api/v1/session')
    const there = await client(1).call('GET', '/api/v1/session')
    expect(here.kind === 'done' && here.body['person']).toMatchObject({ name: 'Jasper Guava' })
    expect(there.kind === 'done' && there.body['person']).toEqual(here.kind === 'done' && here.body['person'])
  })

  it('end a session at one when it is ended at the other', async () => {
    const second = await signIn(at(0).url, at(0).process.links().get('Systems auditor') ?? '')
    const there = clientOf(at(1).url, second.cookie)
    expect((await there.call('GET', '/api/v1/session')).kind).toBe('done')
    expect((await second.call('DELETE', '/api/v1/session')).kind).toBe('done')
    await expect
      .poll(() => there.call('GET', '/api/v1/session'), { timeout: 10_000, interval: 200 })
      .toMatchObject({ kind: 'refused', code: 'http.signed-out' })
  })

  it('number the log in one of them, and tell of a change made at one to who listens at the other', async () => {
    const latencies: number[] = []
    for (const [writer, listener] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const live = await openLive(at(listener).url, cookie)
      for (let n = 0; n < 5; n++) {
        const id = await createUnit(client(writer))
        const answered = performance.now()
        latencies.push((await live.arrival(id, 10_000)) - answered)
      }
      await live.close()
    }
    const holders = new Set<number | null>()
    for (let n = 0; n < 20; n++) {
      holders.add(await holderOf('sequencer'))
      await pause(50)
    }
    expect(holders.size).toBe(1)
    expect([...holders][0]).not.toBeNull()
    latencies.sort((a, b) => a - b)
    process.stdout.write(
      `live from the other process: median ${Math.round(latencies[5] ?? 0)} ms, worst ${Math.round(latencies.at(-1) ?? 0)} ms\n`,
    )
    expect(latencies.at(-1)).toBeLessThan(5_000)
  })

  it('share the jobs, each done once', async () => {
    const ids = Array.from({ length: JOBS }, () => randomUUID())
    // Of a file that was never kept: the job finds nothing to destroy, which is done too. Due one after the other: jobs that
    // cost nothing and are all due at once are drained by whichever process looks first.
    await database.admin.query(
      `INSERT INTO basinet.job (id, kind, payload, attempts_max, run_at, created_by, created_at)
       SELECT id, 'file.destroy-content', jsonb_build_object('evidence', gen_random_uuid()), 3,
         now() + n * interval '300 ms', 'test', now()
       FROM unnest($1::uuid[]) WITH ORDINALITY AS j (id, n)`,
      [ids],
    )
    const state = async (): Promise<unknown> =>
      (
        await database.admin.query(
          `SELECT count(*) FILTER (WHERE state = 'done')::int AS done, max(attempts) AS attempts,
             count(DISTINCT split_part(worker, '/', 2))::int AS processes FROM basinet.job WHERE id = ANY ($1)`,
          [ids],
        )
      ).rows[0]
    await expect.poll(state, { timeout: 60_000 }).toEqual({ done: JOBS, attempts: 1, processes: 2 })
  })

  it('take a file in pieces, whichever of them a piece is sent to', async () => {
    const agencies = await client(0).call('GET', '/api/v1/records/agency?limit=1')
    const id = agencies.kind === 'done' ? (agencies.body['items'] as { id: string }[])[0]?.id : undefined
    const about = { type: 'agency', id }
    const content = Buffer.from(Array.from({ length: PIECES * PIECE_BYTES }, () => random.between(0, 256)))
    const begun = await client(0).call('POST', '/api/v1/evidence', { sizeBytes: content.length, about })
    const path = `/api/v1/evidence/uploads/${begun.kind === 'done' ? String(begun.body['uploadId']) : ''}`
    for (let n = 0; n < PIECES; n++) {
      const piece = content.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES)
      const sent = await client(n % 2).call('PATCH', path, piece, {
        'upload-offset': String(n * PIECE_BYTES),
      })
      expect(sent).toMatchObject({ kind: 'done', body: { offset: (n + 1) * PIECE_BYTES } })
    }
    const facts = { name: 'sea.bin', mediaType: 'application/octet-stream', about }
    const kept = await client(1).call('POST', `${path}/keep`, facts)
    expect(kept.kind).toBe('done')
    const record = kept.kind === 'done' ? String(kept.body['recordId']) : ''
    expect((await client(0).bytes(`/api/v1/evidence/${record}`)).equals(content)).toBe(true)
  })

  it('take over from one that is killed, while commands go on', async () => {
    const measured = new Map<string, number[]>()
    for (let n = 0; n < TAKEOVERS; n++) {
      for (const lease of LEASES)
        await expect.poll(() => holderOf(lease), { timeout: TAKEN_OVER_MS }).not.toBeNull()
      await takeOver((await holderOf(random.pick(LEASES))) ?? 0, measured)
    }
    const words = [...measured].map(([what, ms]) => {
      const sorted = ms.map(Math.round).sort((a, b) => a - b)
      return `${what} ${sorted[Math.floor(ms.length / 2)] ?? 0} (worst ${sorted.at(-1) ?? 0}, ${ms.length} times)`
    })
    process.stdout.write(`taken over after, in ms: ${words.join(', ')}\n`)
    expect(measured.get('live')).toHaveLength(TAKEOVERS)
    expect(Math.max(...[...measured.values()].flat())).toBeLessThan(TAKEN_OVER_MS)
    const load = createLoad(client(0), random)
    load.open()
    await load.answered(5)
    await load.rest()
    expect(await faultsOf(database.admin, load.given)).toEqual([])
  })

  async function takeOver(victim: number, measured: Map<string, number[]>): Promise<void> {
    const survivor = 1 - victim
    const note = (what: string, ms: number): void =>
      void measured.set(what, [...(measured.get(what) ?? []), ms])
    const lost: string[] = []
    for (const lease of LEASES) if ((await holderOf(lease)) === victim) lost.push(lease)
    const live = await openLive(at(survivor).url, cookie)
    const killedAt = performance.now()
    await at(victim).process.kill('SIGKILL')
    // Answered at once, whoever held the leases; only numbers and feeds wait for the next holder.
    const id = await createUnit(client(survivor))
    note('a command', performance.now() - killedAt)
    await Promise.all([
      ...lost.map(async (lease) => {
        await expect.poll(() => holderOf(lease), { timeout: TAKEN_OVER_MS, interval: 50 }).toBe(survivor)
        note(lease, performance.now() - killedAt)
      }),
      live.arrival(id, TAKEN_OVER_MS).then((arrivedAt) => note('live', arrivedAt - killedAt)),
    ])
    await live.close()
    nodes[victim] = await started(at(victim).env['BASINET_PORT'])
  }

  it('stop one by one without a gap, and leave a log that verifies', async () => {
    const leaving = (await holderOf('sequencer')) ?? 0
    const staying = 1 - leaving
    const live = await openLive(at(staying).url, cookie)
    expect(await at(leaving).process.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    const stoppedAt = performance.now()
    const id = await createUnit(client(staying))
    const handedOver = (await live.arrival(id, TAKEN_OVER_MS)) - stoppedAt
    process.stdout.write(`handed over by a stop after ${Math.round(handedOver)} ms\n`)
    // The leaving one gives its lease back, so nobody waits for it to run out.
    expect(handedOver).toBeLessThan(8_000)
    await live.close()
    expect(await at(staying).process.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    const verified = await runVerb({ ...place, env: { ...place.env, ...database.env } }, ['audit', 'verify'])
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, fault: null })
    expect(await faultsOf(database.admin, [])).toEqual([])
  })
})
