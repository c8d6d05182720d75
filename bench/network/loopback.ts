import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { httpsTransport, keepLink } from '../../network/transports/index.ts'
import { identityOf, peerOf } from '../../network/transports/test-peers.ts'
import { must } from '@basinet/kernel/contract'
import type { Cbor } from '../../network/wire/index.ts'
import { openBenchNode, type BenchNode } from './bench-node.ts'
import { thinLink } from './thin-link.ts'

const CONTENT_BYTES = 1024
/** Releases of one transaction: what a node queues when it follows what was committed. */
const QUEUE_BATCH = 100
const LIMIT_MS = 600_000

export interface EndToEnd {
  readonly durable: string
  /** Envelopes a second into the outbox: signed, sealed, committed. */
  readonly queued: number
  /** The whole backlog, until the last receipt is in: seconds. */
  readonly backlogSeconds: number
  /** Queueing and carrying at once, until all effects are in: envelopes a second. */
  readonly endToEnd: number
  /** Over the thin link, for each kind of content. */
  readonly thin: readonly ThinResult[]
}

export interface ThinResult {
  readonly content: string
  readonly envelopes: number
  readonly envelopesPerSecond: number
  /** Bytes on the link for one, TLS and all. */
  readonly bytesEach: number
  /** Of the link's cap. */
  readonly share: number
}

export interface EndToEndOptions {
  readonly backlog: number
  readonly sustained: number
  readonly thinSeconds: number
}

/** Two nations, two processes, two databases with fsync on, mutual TLS between them. */
export async function endToEnd(options: EndToEndOptions): Promise<EndToEnd> {
  const [lca, brb] = [await identityOf('LCA'), await identityOf('BRB')]
  const bench = await openBenchNode('LCA', 'BRB', true)
  const child = fork(join(import.meta.dirname, 'receiver.ts'), { stdio: 'inherit' })
  try {
    child.send({ identity: brb, sender: peerOf('LCA', lca) })
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    const link = (to: number) => linkTo(bench, lca, peerOf('BRB', brb, to))
    let total = 0
    const begun = performance.now()
    await queue(bench, options.backlog, record)
    const queued = options.backlog / seconds(begun)
    const drained = performance.now()
    const first = link(port)
    total += options.backlog
    await applied(child, total)
    await settled(bench)
    const backlogSeconds = seconds(drained)
    const both = performance.now()
    await queue(bench, options.sustained, record, () => bench.peer.wake())
    total += options.sustained
    await applied(child, total)
    await settled(bench)
    const rate = options.sustained / seconds(both)
    await first.stop()
    const thin: ThinResult[] = []
    for (const [content, make] of [
      ['JSON records', record],
      ['random bytes', noise],
    ] as const) {
      const result = await overThinLink(bench, child, port, link, options.thinSeconds, total, content, make)
      total += result.envelopes
      thin.push(result)
    }
    return { durable: bench.durable, queued, backlogSeconds, endToEnd: rate, thin }
  } finally {
    child.send('stop')
    await once(child, 'exit')
    await bench.close()
  }
}

const THIN_RATE = 250_000
const THIN_ONE_WAY_MS = 300
/** Handshakes are over and content flows. */
const CONNECTED_BYTES = 20_000

async function overThinLink(
  bench: BenchNode,
  child: ChildProcess,
  port: number,
  link: (to: number) => { stop(): Promise<void> },
  forSeconds: number,
  before: number,
  content: string,
  make: (n: number) => Cbor,
): Promise<ThinResult> {
  const envelopes = Math.round((THIN_RATE * forSeconds) / 1300)
  await queue(bench, envelopes, make)
  const thin = await thinLink(port, THIN_ONE_WAY_MS, THIN_RATE)
  const kept = link(thin.port)
  // Connecting takes four crossings of 300 ms; what is asked here is how well a link that stands is filled.
  while (thin.carried() < CONNECTED_BYTES) await new Promise((resolve) => setTimeout(resolve, 5))
  const [begun, before0] = [performance.now(), thin.carried()]
  await applied(child, before + envelopes)
  const took = seconds(begun)
  const carried = thin.carried() - before0
  await settled(bench)
  await kept.stop()
  thin.close()
  const share = carried / took / THIN_RATE
  return { content, envelopes, envelopesPerSecond: envelopes / took, bytesEach: carried / envelopes, share }
}

function linkTo(
  bench: BenchNode,
  identity: Parameters<typeof httpsTransport>[0],
  peer: ReturnType<typeof peerOf>,
) {
  const transport = httpsTransport(identity)
  const link = keepLink({
    peer: () => peer,
    name: peer.nation,
    transport,
    work: bench.peer,
    now: () => new Date(),
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onState: () => undefined,
  })
  return {
    async stop() {
      await link.stop()
      transport.close()
    },
  }
}

async function queue(
  bench: BenchNode,
  count: number,
  make: (n: number) => Cbor,
  each: () => void = () => undefined,
): Promise<void> {
  const { store } = bench.node
  for (let at = 0; at < count; at += QUEUE_BATCH) {
    await store.transact(async (tx) => {
      for (let n = at; n < Math.min(count, at + QUEUE_BATCH); n++)
        must(await bench.node.exchange.queue(tx, bench.node.release({ content: make(n) })))
    })
    each()
  }
}

/** A record of about a kilobyte, as a node would send it. */
function record(n: number): Cbor {
  const text = `Vessel of ${n % 97} m, course ${n % 360}, seen from the ${['north', 'west', 'pier'][n % 3] ?? ''} at ${n}. `
  return {
    name: `Sunrise ${n}`,
    lat: 13.9 + n / 99_991,
    lon: -60.9 - n / 99_989,
    remarks: text.repeat(12).slice(0, 900),
  }
}

const noise = (): Uint8Array => new Uint8Array(randomBytes(CONTENT_BYTES))

async function applied(child: ChildProcess, count: number): Promise<void> {
  for (const end = performance.now() + LIMIT_MS; performance.now() < end;) {
    child.send('applied')
    const [said] = (await once(child, 'message')) as [{ count: number }]
    if (said.count >= count) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${count} envelopes did not arrive within ${LIMIT_MS} ms`)
}

/** Every receipt is in. */
async function settled(bench: BenchNode): Promise<void> {
  for (const end = performance.now() + LIMIT_MS; performance.now() < end;) {
    const stream = await bench.node.store.transact((tx) => tx.outStream('BRB', 3))
    if (stream.acked === stream.seq) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('receipts did not come')
}

const seconds = (since: number): number => (performance.now() - since) / 1000
