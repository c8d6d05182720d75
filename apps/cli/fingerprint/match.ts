import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compare, prepare } from '@basinet/fingerprint'
import type { Io } from '../io.ts'
import { readPairList } from '../pair-list.ts'
import { loadTemplate, readPpi } from './load.ts'
import { matchPairs } from './match-pairs.ts'

/**
 * `basinet fingerprint match A B`: the score of two prints; `--pairs LIST.csv --root DIR`: `a,b,score` for every `a,b` of the
 * list. A higher score speaks for one finger. Returns 0, 1 when a file cannot be read, 2 for wrong usage.
 */
export async function fingerprintMatch(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      pairs: { type: 'string' },
      root: { type: 'string' },
      ppi: { type: 'string' },
      workers: { type: 'string' },
    },
  })
  const ppi = readPpi(values.ppi)
  if (typeof ppi === 'string') return refuse(io, ppi)
  if (values.pairs !== undefined && positionals.length === 0)
    return fromList({ list: values.pairs, root: values.root ?? '.', ppi, workers: values.workers }, io)
  const [a, b, ...more] = positionals
  if (a === undefined || b === undefined || more.length > 0 || values.pairs !== undefined)
    return refuse(io, 'two image files, or --pairs LIST.csv, expected')
  const [first, second] = [loadTemplate(a, ppi), loadTemplate(b, ppi)]
  for (const found of [first, second])
    if (typeof found === 'string') {
      io.stderr.write(`basinet: ${found}\n`)
      return 1
    }
  if (typeof first === 'string' || typeof second === 'string') return 1
  io.stdout.write(`${compare(prepare(first), prepare(second)).score.toFixed(4)}\n`)
  return 0
}

function refuse(io: Io, message: string): number {
  io.stderr.write(`basinet fingerprint match: ${message}\n`)
  return 2
}

interface ListJob {
  list: string
  root: string
  ppi: number | null
  workers: string | undefined
}

async function fromList({ list, root, ppi, workers }: ListJob, io: Io): Promise<number> {
  const pairs = readPairList(list)
  if (typeof pairs === 'string') {
    io.stderr.write(`basinet: ${pairs}\n`)
    return 1
  }
  const count = workers === undefined ? null : Number(workers)
  if (count !== null && !(Number.isInteger(count) && count >= 1 && count <= 256))
    return refuse(io, `--workers: a whole number from 1 to 256 expected`)
  const { scores, problems } = await matchPairs(pairs, (name) => join(root, name), ppi, count)
  for (const problem of problems) io.stderr.write(`basinet: ${problem}\n`)
  let out = ''
  for (const [i, [a, b]] of pairs.entries()) {
    const score = scores[i]!
    out += `${a},${b},${Number.isNaN(score) ? '' : score.toFixed(4)}\n`
    if (out.length > 1_000_000) {
      io.stdout.write(out)
      out = ''
    }
  }
  io.stdout.write(out)
  return problems.length === 0 ? 0 : 1
}
