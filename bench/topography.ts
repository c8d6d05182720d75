import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  compare,
  gaussianBandPass,
  level,
  prepare,
  readX3p,
  resample,
  type Surface,
} from '@basinet/topography'
import { equalErrorRate, fragment, mulberry } from '../engines/topography/testing/evaluation.ts'
import { BenchError, ratiosOf, type BenchResult, type Rival } from './bench.ts'

const [SAME, DIFFERENT] = [8, 16]
const KEPT_DEGREES = [360, 90] as const
const PLAIN = join(import.meta.dirname, 'topography/plain-cmc.py')
/** The grid and band of the published method. */
const [GRID_METRES, BAND_METRES] = [12.5e-6, [16e-6, 500e-6]] as const

interface Pair {
  readonly a: Surface
  readonly b: Surface
  readonly same: boolean
}
interface Scored {
  readonly same: boolean
  readonly score: number
}

/** `npm run bench -- topography [SAME DIFFERENT]`: cartridge cases compared a second of processor time, whole and with a quarter of one face. */
export async function run(args: readonly string[] = []): Promise<BenchResult> {
  const [same = SAME, different = DIFFERENT] = args.map(Number)
  const ours: Record<string, number> = {}
  const rivals: Record<string, Rival> = {}
  const notes: string[] = []
  for (const degrees of KEPT_DEGREES) {
    const name = degrees === 360 ? 'whole faces' : `${degrees} degrees of one face`
    const pairs = pairsOf(same, different, degrees)
    const own = timed(() => pairs.map(ownScore))
    ours[name] = Math.round((100 * pairs.length) / own.seconds) / 100
    const plain = plainScores(pairs)
    rivals[`plain CMC in numpy, ${name}`] =
      typeof plain === 'string' ? plain : Math.round((100 * pairs.length) / plain.seconds) / 100
    const rate = (scored: readonly Scored[]): string => `${(100 * equalErrorRate(scored)).toFixed(1)} %`
    notes.push(
      `${name}, ${same} pairs of one slide and ${different} of two: equal error rate ${rate(own.value)}, plain CMC ${typeof plain === 'string' ? plain : rate(plain.value)}`,
    )
  }
  return {
    name: 'topography',
    unit: 'pairs a second of processor time',
    ours,
    rivals,
    ratios: ratiosOf(ours, rivals, (rival) => rival.replace('plain CMC in numpy, ', '')),
    notes: [
      ...notes,
      'ours reads no file and includes levelling and filters; the other is given levelled, filtered maps',
      'plain CMC: bench/topography/plain-cmc.py, a numpy version of the published rule, not its authors’; cmcR (R) is absent',
    ],
  }
}

/** Pairs of the Fadul set, drawn with one seed; of the first only a sector where `degrees` are fewer than 360. */
function pairsOf(same: number, different: number, degrees: number): Pair[] {
  const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../shared')
  const folder = join(root, 'data/ballistics')
  let truth: string
  try {
    truth = readFileSync(join(folder, 'truth.csv'), 'utf8')
  } catch {
    throw new BenchError(`data absent: ${folder}`)
  }
  const cases = truth.split('\n').flatMap((line) => {
    const [file, firearm] = line.split(',')
    return file?.startsWith('breechface') === true && firearm !== undefined ? [{ file, firearm }] : []
  })
  const random = mulberry(11)
  const all = cases
    .flatMap((a, i) => cases.slice(i + 1).map((b) => ({ a, b, same: a.firearm === b.firearm, at: random() })))
    .toSorted((p, q) => p.at - q.at)
  const open = ({ file }: { file: string }): Surface => {
    const read = readX3p(readFileSync(join(folder, file)))
    if (!read.ok) throw new BenchError(`${file}: ${read.error.message}`)
    return read.value.surface
  }
  const some = (is: boolean, most: number): Pair[] =>
    all
      .filter((pair) => pair.same === is)
      .slice(0, most)
      .map(({ a, b }) => ({
        a: degrees === 360 ? open(a) : fragment(open(a), degrees, random),
        b: open(b),
        same: is,
      }))
  return [...some(true, same), ...some(false, different)]
}

function ownScore({ a, b, same }: Pair): Scored {
  const [first, second] = [prepare(a), prepare(b)]
  const score = first === null || second === null ? 0 : compare(first, second).lr.log10
  return { same, score }
}

function timed<T>(work: () => T): { value: T; seconds: number } {
  const start = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(start)
  return { value, seconds: (user + system) / 1e6 }
}

/** Counts and processor time of the plain method; why there are none where it does not run. */
function plainScores(
  pairs: readonly Pair[],
): { value: Scored[]; seconds: number } | 'absent' | `failed: ${string}` {
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) return 'absent'
  const folder = mkdtempSync(join(tmpdir(), 'basinet-bench-topography-'))
  try {
    pairs.forEach(({ a, b }, i) => {
      writeFileSync(join(folder, `a${i}.f32`), mapOf(a))
      writeFileSync(join(folder, `b${i}.f32`), mapOf(b))
    })
    writeFileSync(join(folder, 'pairs.txt'), pairs.map((_, i) => `a${i} b${i}\n`).join(''))
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
    const ran = spawnSync('python3', [PLAIN, folder], { encoding: 'utf8', env })
    const lines = ran.stdout.trim().split('\n')
    if (ran.status !== 0 || lines.length !== pairs.length)
      return `failed: ${ran.stderr.trim().split('\n').at(-1) ?? ''}`
    const read = lines.map((line) => line.split(' ').map(Number))
    return {
      value: read.map(([cmc = 0], i) => ({ same: pairs[i]!.same, score: cmc })),
      seconds: read.reduce((sum, [, seconds = 0]) => sum + seconds, 0),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function mapOf(surface: Surface): Uint8Array {
  const flat = gaussianBandPass(level(resample(surface, GRID_METRES)), ...BAND_METRES)
  const head = Int32Array.of(flat.width, flat.height)
  const heights = flat.z.map((value) => value * 1e6)
  return Buffer.concat([Buffer.from(head.buffer), Buffer.from(Float32Array.from(heights).buffer)])
}
