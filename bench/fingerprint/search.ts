import { compare, extractPrint, Gallery, prepare } from '@basinet/fingerprint'
import { impressionOf, syntheticFinger } from '@basinet/fingerprint/synthetic'
import { printsOf, SETS } from './prints.ts'

/**
 * `node bench/fingerprint/search.ts [FINGERS [SHORTLIST]]`: one thread's gallery of synthetic fingers and the first impressions of the shared
 * prints; processor time of an addition and a search, and how many probes find their finger first: real ones, synthetic ones.
 * "lost": the mate beats every candidate found, so an exhaustive search would have had it, and the search did not.
 */
const fingers = Number(process.argv[2] ?? 20_000)
const shortlist = process.argv[3] === undefined ? undefined : Number(process.argv[3])
const PROBES = 60
const CHANGE = { turn: 0.5, shiftX: 15, shiftY: -10, noisePx: 2.5, noiseAngle: 0.1, lost: 0.3, added: 0.2 }

const cpuMs = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
const gallery = new Gallery(fingers + 64)
const adding = process.cpuUsage()
for (let seed = 0; seed < fingers; seed++) gallery.add(syntheticFinger(seed))
process.stdout.write(`${fingers} fingers, ${(cpuMs(adding) / fingers).toFixed(2)} ms an addition\n`)

const prints = SETS.flatMap((set) =>
  printsOf(set).map((print) => ({ ...print, ...extractPrint(print.image) })),
)
const real = new Map<string, number>()
for (const { set, finger, impression, template } of prints)
  if (impression === '1') real.set(`${set}/${finger}`, gallery.add(template))

function report(
  name: string,
  probes: readonly { template: Parameters<typeof prepare>[0]; mate: number }[],
): void {
  const start = process.cpuUsage()
  const answers = probes.map(({ template }) => gallery.search(template, 1, shortlist)[0])
  const each = cpuMs(start) / probes.length
  let [found, lost] = [0, 0]
  for (const [i, { template, mate }] of probes.entries()) {
    const answer = answers[i]
    if (answer?.finger === mate) found++
    else if (compare(prepare(template), prepare(gallery.template(mate))).score > (answer?.score ?? -Infinity))
      lost++
  }
  process.stdout.write(
    `${name}: ${found} of ${probes.length} first, ${lost} lost, ${each.toFixed(0)} ms CPU a search\n`,
  )
}

const others = prints.filter(({ impression }) => impression !== '1')
const step = Math.ceil(others.length / PROBES)
report(
  'real',
  others
    .filter((_, i) => i % step === 0)
    .map(({ set, finger, template }) => ({ template, mate: real.get(`${set}/${finger}`)! })),
)
report(
  'synthetic',
  Array.from({ length: PROBES }, (_, i) => {
    const mate = Math.floor((i * fingers) / PROBES)
    return { template: impressionOf(syntheticFinger(mate), i, CHANGE), mate }
  }),
)
