import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { openCluster, systemClock, type Cluster } from '@basinet/kernel/store'
import { signIn, untilUp, type Client } from './client.ts'
import { createLoad, type Load } from './load.ts'
import {
  nodePlace,
  pause,
  postmasterPid,
  runVerb,
  startNodeProcess,
  type NodePlace,
  type NodeProcess,
} from './node-process.ts'
import { FULL, seeded } from './random.ts'
import { faultsOf, overlooked } from './soundness.ts'

/** The issue names fifty. */
const KILLS = FULL ? 50 : 2
/** Under load for this long at least, and until this many commands more were answered, before the next kill. */
const LOAD_MS = { min: 200, max: 2_000 }
const ANSWERED = 5
const BACK_MS = 90_000
type Kind = 'node' | 'postmaster' | 'postmaster immediately' | 'node and postmaster'

let place: NodePlace
let node: NodeProcess
const random = seeded('crash')

beforeAll(async () => {
  place = await nodePlace()
  node = startNodeProcess(place)
})

afterAll(async () => {
  if (node.child.exitCode === null && node.child.signalCode === null) await node.kill('SIGKILL')
  const left = postmasterPid(place)
  if (left !== null) process.kill(left, 'SIGQUIT')
  place.remove()
})

it(
  `loses and doubles nothing over ${KILLS} kills of node and database under load`,
  { timeout: 3_600_000 },
  async () => {
    const url = await node.ready
    const client = await signIn(url, node.links().get('Administrator') ?? '')
    const load = createLoad(client, random)
    const counts = { resent: 0, left: 0 }
    const backMs: number[] = []
    for (let n = 0; n < KILLS; n++) {
      const kind = nextKind(n)
      load.open()
      await load.answered(ANSWERED)
      await pause(random.between(LOAD_MS.min, LOAD_MS.max))
      await kill(kind)
      const killedAt = performance.now()
      await load.rest()
      if (kind === 'node' || kind === 'node and postmaster') await restart()
      await untilUp(client, BACK_MS, node)
      backMs.push(Math.round(performance.now() - killedAt))
      const { resent, left } = await load.resolve()
      counts.resent += resent
      counts.left += left
    }
    expect(await load.files.compare()).toEqual([])
    await expectSound(load, client)
    report(load, counts, backMs)
  },
)

/** Node and database in turn, so that both are killed in every run and the pauses between restarts stay short. */
function nextKind(n: number): Kind {
  return (n + random.seed) % 2 === 0
    ? random.pick(['node', 'node and postmaster'])
    : random.pick(['postmaster', 'postmaster immediately'])
}

async function kill(kind: Kind): Promise<void> {
  const database = postmasterPid(place)
  if (database === null) throw new Error('no database runs')
  if (kind === 'node' || kind === 'node and postmaster') node.child.kill('SIGKILL')
  if (kind === 'node and postmaster' || kind === 'postmaster') process.kill(database, 'SIGKILL')
  // An immediate shutdown ends without a checkpoint; its log is replayed as after a crash.
  if (kind === 'postmaster immediately') process.kill(database, 'SIGQUIT')
}

/** Every third time the node is killed once more while it starts. */
async function restart(): Promise<void> {
  await node.ended
  if (random.next() < 1 / 3) {
    const unlucky = startNodeProcess(place)
    await pause(random.between(300, 5_000))
    await unlucky.kill('SIGKILL')
  }
  node = startNodeProcess(place)
  await node.ready
}

/** A killed process keeps the sequencer's lease for some seconds; a checkpoint of now shows that a living one has it. */
async function untilNumbered(client: Client): Promise<void> {
  const asked = new Date().toISOString()
  const url = await node.ready
  for (const end = performance.now() + BACK_MS; performance.now() < end; await pause(250)) {
    // Reading the head is an event itself, so a checkpoint falls due.
    expect((await client.call('GET', '/api/v1/audit/head')).kind).toBe('done')
    const health = (await (await fetch(new URL('/health', url))).json()) as {
      auditHead: { at: string } | null
    }
    if ((health.auditHead?.at ?? '') > asked) return
  }
  throw new Error(`no checkpoint within ${BACK_MS} ms`)
}

async function expectSound(load: Load, client: Client): Promise<void> {
  await untilNumbered(client)
  expect(await node.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  const verified = await runVerb(place, ['audit', 'verify'])
  expect(verified.stderr).toBe('')
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, fault: null })
  const cluster: Cluster = must(
    await openCluster({
      dataDir: place.dataDir,
      clock: systemClock,
      log: { info: () => undefined, warn: () => undefined },
    }),
  )
  const db = new pg.Client({ connectionString: cluster.urlFor('basinet') })
  await db.connect()
  try {
    const { rows } = await db.query<{ fsync: string; commits: string; pending: string }>(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commits,
         (SELECT count(*) FROM basinet.pending_audit) + (SELECT count(*) FROM basinet.pending_change) AS pending`,
    )
    expect(rows[0]).toEqual({ fsync: 'on', commits: 'on', pending: '0' })
    expect(await faultsOf(db, load.given)).toEqual([])
    expect(await overlooked(db, load.given)).toEqual([])
  } finally {
    await db.end()
    await cluster.stop()
  }
}

function report(load: Load, counts: { resent: number; left: number }, backMs: readonly number[]): void {
  const acknowledged = load.given.filter((g) => g.state === 'acknowledged').length
  expect(acknowledged).toBeGreaterThanOrEqual(KILLS * ANSWERED)
  expect(load.files.kept.length).toBeGreaterThanOrEqual(FULL ? 10 : 0)
  const sorted = [...backMs].sort((a, b) => a - b)
  process.stdout.write(
    `${KILLS} kills: ${acknowledged} commands acknowledged, ${counts.resent} asked again, ${counts.left} left open, ` +
      `${load.files.kept.length} files kept (${load.files.resumed} resumed), back after ${sorted[Math.floor(sorted.length / 2)] ?? 0} ms ` +
      `(median), ${sorted.at(-1) ?? 0} ms (worst)\n`,
  )
}
