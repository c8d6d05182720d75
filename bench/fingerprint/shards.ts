import { Worker } from 'node:worker_threads'
import {
  extractPrint,
  prepare,
  readCompact,
  scoreOf,
  writeCompact,
  type Template,
} from '@basinet/fingerprint'
import { printsOf, SETS } from './prints.ts'
import type { FromShard, ToShard } from './shard-worker.ts'

/**
 * `node bench/fingerprint/shards.ts FINGERS [WORKERS]`: a gallery over worker threads, of synthetic fingers and the first impressions of the
 * shared prints, searched with the other impressions; time on the wall. "lost": the mate beats what was found first.
 */
const fingers = Number(process.argv[2] ?? 100_000)
const workers = Number(process.argv[3] ?? 2)
const PROBES = 70
const SLOT = 308

const shards = Array.from(
  { length: workers },
  () => new Worker(new URL('./shard-worker.ts', import.meta.url)),
)
const ask = (shard: Worker, question: ToShard): Promise<FromShard> =>
  new Promise((resolve, reject) => {
    shard.once('error', reject)
    shard.once('message', (answer: FromShard) => {
      shard.off('error', reject)
      resolve(answer)
    })
    shard.postMessage(question, [])
  })

const part = Math.ceil(fingers / workers)
const building = performance.now()
await Promise.all(
  shards.map((shard, i) =>
    ask(shard, { kind: 'fill', from: i * part, to: Math.min(fingers, (i + 1) * part) }),
  ),
)
const built = (performance.now() - building) / 1000
const prints = SETS.flatMap((set) =>
  printsOf(set).map((print) => ({ ...print, ...extractPrint(print.image) })),
)
const real = new Map<string, { shard: number; finger: number; template: Template }>()
for (const { set, finger, impression, template } of prints) {
  if (impression !== '1') continue
  const shard = real.size % workers
  const added = await ask(shards[shard]!, { kind: 'add', template })
  if (added.kind === 'done') real.set(`${set}/${finger}`, { shard, finger: added.finger, template })
}

const asStored = (template: Template): ReturnType<typeof prepare> =>
  prepare(readCompact(writeCompact(template, SLOT)))
const others = prints.filter(({ impression }) => impression !== '1')
const step = Math.ceil(others.length / PROBES)
const probes = others.filter((_, i) => i % step === 0)
const times: number[] = []
const processor = process.cpuUsage()
let [first, lost] = [0, 0]
for (const { set, finger, template } of probes) {
  const mate = real.get(`${set}/${finger}`)!
  const start = performance.now()
  const answers = await Promise.all(
    shards.map((shard) => ask(shard, { kind: 'search', probe: template, most: 10 })),
  )
  times.push(performance.now() - start)
  const best = answers
    .flatMap((answer, shard) =>
      answer.kind === 'found' ? answer.candidates.map((candidate) => ({ ...candidate, shard })) : [],
    )
    .reduce((a, b) => (b.score > a.score ? b : a))
  if (best.shard === mate.shard && best.finger === mate.finger) first++
  else if (scoreOf(asStored(template), asStored(mate.template)) > best.score) lost++
}
const { user, system } = process.cpuUsage(processor)
times.sort((a, b) => a - b)
const at = (share: number): string => times[Math.floor(share * (times.length - 1))]!.toFixed(0)
process.stdout.write(
  `${fingers} fingers on ${workers} threads, built in ${built.toFixed(0)} s; ${probes.length} real probes: ${first} first, ` +
    `${lost} lost, search median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, longest ${at(1)} ms, ` +
    `${((user + system) / 1000 / probes.length).toFixed(0)} ms of processor time each\n`,
)
await Promise.all(shards.map((shard) => shard.terminate()))
