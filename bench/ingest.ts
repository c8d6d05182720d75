import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { join } from 'node:path'
import { BenchError, type BenchResult } from './bench.ts'
import { openBenchNode, type BenchNode } from './ingest/bench-node.ts'
import { processorTime, sharesOf } from './ingest/processor.ts'
import { openWatch, type Watch } from './ingest/watch.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const AREAS = 20
const WARM_UP_MS = 5000
const MIB = 2 ** 20

/**
 * `npm run bench -- ingest [--seconds N] [--vessels N] [--rate N] [--browser]`: position reports a second from sentences on a TCP feed
 * to rows in PostgreSQL with its service settings, rules over areas and land on, alerts raised as records, a reader of the
 * live picture connected; sender and reader are processes on this machine. Rate 0, the default, is as fast as it is taken.
 * `--browser` opens the watch officer's page in headless Chromium instead of the plain reader.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const seconds = option(args, 'seconds', FULL ? 600 : 30)
  const vessels = option(args, 'vessels', FULL ? 200_000 : 50_000)
  const rate = option(args, 'rate', 0)
  const port = await freePort()
  const browser = args.includes('--browser')
  const node = await openBenchNode({ feedPort: port, areas: AREAS, console: browser })
  const children: ChildProcess[] = []
  let watch: Watch | null = null
  try {
    if (browser) watch = await openWatch(await node.signInLink())
    else children.push(child('reader.ts', `${node.address}/api/v1/picture/stream?bbox=-72,13,-62,15`))
    await leading(node)
    children.push(child('sender.ts', String(port), String(vessels), String(rate)))
    const parts = new Map(
      children.map((one) => [
        one.pid ?? 0,
        one.spawnargs.some((a) => a.endsWith('sender.ts')) ? 'sender' : 'reader',
      ]),
    )
    const result = await measure(node, seconds, vessels, rate, parts)
    result.notes.push(watch === null ? 'reader: a client of the event stream' : await watch.saw())
    return result
  } finally {
    for (const one of children) one.kill('SIGKILL')
    await watch?.close()
    await node.close()
  }
}

async function measure(
  node: BenchNode,
  seconds: number,
  vessels: number,
  rate: number,
  parts: ReadonlyMap<number, string>,
): Promise<BenchResult> {
  await sleep(WARM_UP_MS)
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const before = node.picture.leader.stats?.written ?? 0
  const began = performance.now()
  const slices: number[] = []
  const course: string[] = []
  let busy = processorTime(parts)
  let last = before
  let peakBytes = 0
  for (let s = 0; s < seconds; s += 10) {
    await sleep(Math.min(10, seconds - s) * 1000)
    const written = node.picture.leader.stats?.written ?? 0
    slices.push((written - last) / Math.min(10, seconds - s))
    last = written
    const now = processorTime(parts)
    course.push(
      `${s + 10} s: ${Math.round(slices.at(-1) ?? 0)}/s, ${node.picture.leader.stats?.pending ?? 0} pending, ` +
        `${node.picture.registers.alerts.size} alerts, ${node.picture.raiser.waiting} waiting; ` +
        `processors: ${busy === null || now === null ? 'not known here' : sharesOf(busy, now, 10)}`,
    )
    busy = now
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
  }
  const took = (performance.now() - began) / 1000
  delay.disable()
  const stats = node.picture.leader.stats
  if (stats === null) throw new BenchError('the ingest fell over')
  const stored = (stats.written - before) / took
  return {
    name: 'ingest',
    unit: 'position reports a second',
    ours: { 'stored in PostgreSQL': stored, 'slowest ten seconds': Math.min(...slices) },
    rivals: { 'AIS-catcher into PostgreSQL': 'absent' },
    ratios: {},
    notes: [
      ...course,
      `${Math.round(took)} s, ${vessels} vessels sent (${stats.vessels} on the picture), ${rate === 0 ? 'as fast as taken' : `${rate} offered a second`}`,
      `${AREAS} own areas, land rule on the full coastline; ${node.picture.registers.alerts.size} alerts open, ${node.picture.raiser.waiting} waiting`,
      `refused points ${stats.refused}, pending ${stats.pending}; memory of the node ${Math.round(peakBytes / MIB)} MiB at most`,
      `main loop, which answers HTTP: 99 % of delays below ${Math.round(delay.percentile(99) / 1e6)} ms, worst ${Math.round(delay.max / 1e6)} ms`,
      'sender and stream reader are processes on the same machine and count against it; database: fsync on, synchronous_commit off for points only',
    ],
  }
}

async function leading(node: BenchNode): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (node.picture.leader.stats !== null && node.picture.picture.sources.size > 0) return
    await sleep(100)
  }
  throw new BenchError('the node did not take its feed within 30 s')
}

function child(file: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'ingest', file), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function option(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(`--${name}`)
  if (at === -1) return otherwise
  const value = Number(args[at + 1])
  if (!(Number.isInteger(value) && value >= 0)) throw new BenchError(`--${name} is a whole number`)
  return value
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
