import { extractPrint, Gallery, prepare, scoreOf } from '@basinet/fingerprint'
import { syntheticFinger } from '@basinet/fingerprint/synthetic'
import { ratiosOf, type BenchResult } from './bench.ts'
import { printsOf, SETS } from './fingerprint/prints.ts'

const FINGERS = 20_000
const SEARCHES = 10

/** Work done a second of processor time. */
function rate(count: number, work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return Math.round((count * 1e6) / (user + system))
}

/** `npm run bench -- fingerprint`: extraction, comparison and search, a CPU-second each. Error rates: bench/fingerprint/accuracy.ts. */
export async function run(): Promise<BenchResult> {
  const prints = SETS.flatMap((set) => printsOf(set).filter(({ impression }) => impression === '1'))
  for (const { image } of prints.slice(0, 5)) extractPrint(image)
  const extract = rate(prints.length, () => prints.forEach(({ image }) => extractPrint(image)))
  const templates = prints.map(({ image }) => extractPrint(image).template)
  const prepared = templates.map(prepare)
  const all = (): void => prepared.forEach((a) => prepared.forEach((b) => scoreOf(a, b)))
  all()
  const compared = rate(prepared.length ** 2, all)
  const gallery = new Gallery(FINGERS)
  const add = rate(FINGERS, () => {
    for (let seed = 0; seed < FINGERS; seed++) gallery.add(syntheticFinger(seed))
  })
  const scan = rate(FINGERS * SEARCHES, () =>
    templates.slice(0, SEARCHES).forEach((probe) => gallery.shortlist(probe, 100)),
  )
  const search = rate(FINGERS * SEARCHES, () =>
    templates.slice(0, SEARCHES).forEach((probe) => gallery.search(probe, 10)),
  )
  const ours = { extract, compare: compared, add, scan, search }
  const rivals = { SourceAFIS: 'absent', NBIS: 'absent', OpenAFIS: 'absent' } as const
  return {
    name: 'fingerprint',
    unit: 'images (extract), comparisons (compare), fingers (add, scan, search) per CPU-second',
    ours,
    rivals,
    ratios: ratiosOf(ours, rivals, () => 'compare'),
    notes: [
      `${prints.length} real first impressions; gallery of ${FINGERS} synthetic fingers, ${SEARCHES} probes`,
      'compare: prepared templates, every pair by score alone; scan: signatures and shortlist; search: with geometry and full comparison',
      'Peers are not started here. Published or measured elsewhere, a core: SourceAFIS 9,900-12,200 comparisons/s, bozorth3 390-1,320, OpenAFIS 21,000-85,000',
    ],
  }
}
