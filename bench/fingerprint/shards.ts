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
import { impressionOf, syntheticFinger } from '@basinet/fingerprint/synthetic'
import type { FromShard, ToShard } from './shard-worker.ts'

/**
 * `node bench/fingerprint/shards.ts FINGERS [WORKERS]`: a gallery over worker threads, of synthetic fingers and the first impressions of the
 * shared prints, searched with the other impressions, with halves of them, and with poor impressions of synthetic fingers; time on the wall.
 * "lost": the mate beats what was found first, so an exhaustive search would have had it.
 */
const fingers = Number(process.argv[2] ?? 100_000)
const workers = Number(process.argv[3] ?? 2)
const PROBES = 70
const SLOT = 308
/** A third of the minutiae lost, a fifth false. */
const POOR = { turn: 0.5, shiftX: 15, shiftY: -10, noisePx: 2.5, noiseAngle: 0.1, lost: 0.3, added: 0.2 }

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
interface Probe {
  readonly template: Template
  readonly mate: { readonly shard: number; readonly finger: number; readonly template: Template }
}

/** The half of a print's minutiae nearest to a point that wanders over it. */
function halfOf(template: Template, k: number): Template {
  const [x, y] = [0.35 + 0.03 * ((7 * k) % 10), 0.35 + 0.03 * ((3 * k) % 10)]
  const far = (i: number): number =>
    Math.hypot(template.x[i]! - x * template.width, template.y[i]! - y * template.height)
  const kept = Array.from(template.x, (_, i) => i)
    .sort((a, b) => far(a) - far(b))
    .slice(0, Math.ceil(template.x.length / 2))
  return {
    ...template,
    x: Float32Array.from(kept, (i) => template.x[i]!),
    y: Float32Array.from(kept, (i) => template.y[i]!),
    angle: Float32Array.from(kept, (i) => template.angle[i]!),
    kind: Uint8Array.from(kept, (i) => template.kind[i]!),
    quality: Uint8Array.from(kept, (i) => template.quality[i]!),
  }
}

/** Searches with every probe and prints a row. */
async function report(name: string, probes: readonly Probe[]): Promise<void> {
  const times: number[] = []
  const processor = process.cpuUsage()
  let [first, lost] = [0, 0]
  for (const { template, mate } of probes) {
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
    `${name}: ${probes.length} probes, ${first} first, ${lost} lost, search median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, ` +
      `longest ${at(1)} ms, ${((user + system) / 1000 / probes.length).toFixed(0)} ms of processor time each\n`,
  )
}

process.stdout.write(`${fingers} fingers on ${workers} threads, built in ${built.toFixed(0)} s\n`)
const others = prints.filter(({ impression }) => impression !== '1')
const step = Math.ceil(others.length / PROBES)
const mated = others
  .filter((_, i) => i % step === 0)
  .map(({ set, finger, template }) => ({ template, mate: real.get(`${set}/${finger}`)! }))
await report('real', mated)
await report(
  'halves of real',
  mated.map(({ template, mate }, k) => ({ template: halfOf(template, k), mate })),
)
await report(
  'poor synthetic',
  Array.from({ length: PROBES }, (_, i) => {
    const seed = Math.floor((i * fingers) / PROBES)
    const template = syntheticFinger(seed)
    const mate = { shard: Math.floor(seed / part), finger: seed % part, template }
    return { template: impressionOf(template, i, POOR), mate }
  }),
)
await Promise.all(shards.map((shard) => shard.terminate()))
