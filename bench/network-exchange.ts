import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { must, type RecordDeclaration } from '@basinet/kernel/contract'
import { defaultLabel, insertRecord, nodeSubject, sealedSubject } from '@basinet/kernel/record'
import { asNetwork, cutLinks, startNetwork } from '@basinet/network/node'
import { createLog, openNode, readConfig, readNodeFile, type OpenNode } from '@basinet/node-app'
import { prepareRegion } from '../apps/cli/region/prepare.ts'
import { regionEnv, type RegionNode } from '../apps/cli/region/region-file.ts'
import { freePort } from '../tests/chaos/node-process.ts'
import { withAdminOf } from './network/admin.ts'
import { BenchError, type BenchResult } from './bench.ts'

const TEXT_BYTES = 700
const BATCH = 500
const LOOK_MS = 100
const LIMIT_MS = 300_000
/** What NATS 2.9.10 needed on a machine like this for 20,000 messages of 1 kB after its hub came back, without fsync, signature or encryption (median of three). */
const NATS_BACKLOG_S = 5.5

/**
 * `npm run bench -- network-exchange [RECORDS]`: records of about 1 kB committed at one node while the link is cut, then carried
 * to another in its own process: queued, numbered, signed, encrypted, sent over mutual TLS, verified, decided, written with
 * history, search and audit, fsync on both sides.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const records = Number(args[0] ?? 20_000)
  const directory = mkdtempSync('/tmp/basinet-bench-')
  chmodSync(directory, 0o755)
  const nodes: RegionNode[] = []
  for (const nation of ['LCA', 'BRB'])
    nodes.push({ nation, port: await freePort(), networkPort: await freePort() })
  const log = createLog('error')
  // What is measured is the way of a record, not a person's click before it.
  const terms = { humanRelease: 'never' } as const
  must(await prepareRegion(directory, nodes, { ...process.env, BASINET_LOG: 'error' }, terms))
  const config = must(readConfig(regionEnv(directory, nodes[0]!, process.env)))
  const node = must(await openNode(config, must(readNodeFile(config.dataDir))!, log))
  const admin = await withAdminOf(node)
  const peer = fork(join(import.meta.dirname, 'network/peer-node.ts'), [directory, JSON.stringify(nodes[1])])
  try {
    await once(peer, 'message')
    await asNetwork(node.core, (db, at) => cutLinks(db, 'LCA', 'all', true, 'bench', at))
    const network = startNetwork({
      core: node.core,
      keyring: node.keyring,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      host: config.network.host,
      port: config.network.port,
      process: node.process,
      room: () => 'free',
      onError: (error, what) => log.error({ err: error }, what),
    })
    const waiting = async (): Promise<number> =>
      (await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM basinet.frame_pending')).rows[0]!.n
    const written = performance.now()
    for (let made = 0; made < records; made += BATCH) await write(node, Math.min(BATCH, records - made))
    const committedS = (performance.now() - written) / 1000
    await until(async () => (await waiting()) >= records, 'queueing')
    const queuedS = (performance.now() - written) / 1000
    const first = await ask(peer)
    const restored = performance.now()
    await asNetwork(node.core, (db, at) => cutLinks(db, 'LCA', 'all', false, 'bench', at))
    let began = 0
    await until(async () => {
      const { copies } = await ask(peer)
      if (began === 0 && copies > 0) began = performance.now()
      return copies >= records
    }, 'delivery')
    const drainedS = (performance.now() - restored) / 1000
    const last = await ask(peer)
    const bytes = await admin.query<{ n: number }>(
      'SELECT avg(length(sealed))::int AS n FROM basinet.envelope_out',
    )
    await network.stop()
    const cpu = (last.cpu.user + last.cpu.system - first.cpu.user - first.cpu.system) / 1e6
    return {
      name: 'network-exchange',
      unit: 'envelopes/s',
      ours: {
        'queued: committed, numbered, decided, signed, encrypted': records / queuedS,
        'end to end: from the link restored to the last copy committed': records / drainedS,
      },
      rivals: { 'NATS 2.9.10 leaf, no fsync, no signature, no encryption': 20_000 / NATS_BACKLOG_S },
      ratios: {},
      notes: [
        `${records} records in ${drainedS.toFixed(1)} s, the first copy after ${((began - restored) / 1000).toFixed(1)} s; written in ${committedS.toFixed(1)} s`,
        `${bytes.rows[0]?.n ?? 0} bytes an envelope; ${((cpu / records) * 1e6).toFixed(0)} µs of the receiver’s processor an envelope, its database not counted`,
        'NATS: reference figure of another run, not made here',
      ],
    }
  } finally {
    const ended = once(peer, 'exit')
    peer.send('stop')
    await ended
    await admin.end()
    await node.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function ask(peer: ChildProcess): Promise<{ copies: number; cpu: NodeJS.CpuUsage }> {
  peer.send('count')
  const [answer] = (await once(peer, 'message')) as [{ copies: number; cpu: NodeJS.CpuUsage }]
  return answer
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = performance.now() + LIMIT_MS; performance.now() < end; await pause(LOOK_MS))
    if (await holds()) return
  throw new BenchError(`${what} did not happen within ${LIMIT_MS / 1000} s`)
}

async function write(node: OpenNode, count: number): Promise<void> {
  const { core } = node
  const entry = core.registry.record('watch-log-entry') as RecordDeclaration
  const label = defaultLabel(core, entry, core.now(), { releaseTo: ['BRB'], exercise: true })
  const author = { person: 'bench', command: 'watch-log-entry.write', reason: null }
  const subject = { ...nodeSubject(core.nation), roles: ['watch-officer'], clearance: 3 }
  await core.store.run(sealedSubject(core, subject, core.now()), {}, async (tx) => {
    for (let i = 0; i < count; i++) {
      const text = randomBytes((TEXT_BYTES * 3) / 4).toString('base64')
      const body = {
        at: tx.at.toISOString(),
        kind: 'observation',
        text,
        mmsi: null,
        position: null,
        alert: null,
      }
      must(await insertRecord(tx, entry, author, { id: randomUUID(), body, label }))
    }
  })
}
