import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, readIso19794, scoreOf } from '@basinet/fingerprint'
import { BenchError } from '../bench.ts'
import { SETS } from './prints.ts'

/**
 * `node bench/fingerprint/templates.ts`: comparisons a second of processor time on another maker's templates of the same images, those that
 * OpenAFIS was measured with: every pair of a set, the fastest of ROUNDS. Speed alone: the maker squeezed the images.
 */
const ROUNDS = 40
const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../../shared')

for (const set of SETS) {
  const folder = join(root, 'data/fingerprints/secugen-iso', set)
  if (!existsSync(folder)) throw new BenchError(`templates absent: ${folder}`)
  const prepared = readdirSync(folder)
    .filter((name) => name.endsWith('.iso'))
    .flatMap((name) => readIso19794(readFileSync(join(folder, name))).views.slice(0, 1))
    .map((view) => prepare(view.template))
  let best = Infinity
  let pairs = 0
  for (let round = 0; round < ROUNDS; round++) {
    pairs = 0
    const start = process.cpuUsage()
    for (let a = 0; a < prepared.length; a++)
      for (let b = a + 1; b < prepared.length; b++) {
        scoreOf(prepared[a]!, prepared[b]!)
        pairs++
      }
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / pairs)
  }
  process.stdout.write(`${set}: ${best.toFixed(1)} us a comparison, ${Math.round(1e6 / best)} a second\n`)
}
