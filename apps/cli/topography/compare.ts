import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Io } from '../io.ts'
import { readPairList, type Pair } from '../pair-list.ts'
import { compareFiles, type CompareOptions, type Kind } from './compare-files.ts'
import { comparePairs } from './compare-pairs.ts'

const KINDS: readonly Kind[] = ['breech-face', 'firing-pin', 'land']

/**
 * `basinet topography compare A.x3p B.x3p`: one JSON object of the comparison; `--pairs LIST.csv --root DIR`: one object a pair
 * `{a, b, cmc, lr, …}` in the list's order. Returns 0, 1 when a file cannot be read, 2 for wrong usage.
 */
export async function topographyCompare(args: string[], io: Io): Promise<number> {
  const parsed = read(args)
  if (typeof parsed === 'string') {
    io.stderr.write(`basinet topography compare: ${parsed}\n`)
    return 2
  }
  let failed = 0
  const print = (name: Record<string, string>, result: Record<string, unknown>): void => {
    if (typeof result['error'] === 'string') failed += 1
    io.stdout.write(`${JSON.stringify({ ...name, ...result })}\n`)
  }
  const { pairs, root, options, workers } = parsed
  if (pairs.length === 1) {
    const [a, b] = pairs[0]!
    print({ a, b }, compareFiles(join(root, a), join(root, b), options))
  } else {
    let at = 0
    const files = pairs.map(([a, b]) => [join(root, a), join(root, b)] as const)
    for await (const result of comparePairs(files, options, workers)) {
      const [a, b] = pairs[at++]!
      print({ a, b }, result)
    }
  }
  if (failed > 0) io.stderr.write(`basinet: ${failed} of ${pairs.length} pairs could not be compared\n`)
  return failed > 0 ? 1 : 0
}

interface Asked {
  readonly pairs: readonly Pair[]
  readonly root: string
  readonly options: CompareOptions
  readonly workers: number
}

function read(args: string[]): Asked | string {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      pairs: { type: 'string' },
      root: { type: 'string' },
      kind: { type: 'string' },
      rotation: { type: 'string' },
      shift: { type: 'string' },
      workers: { type: 'string' },
    },
  })
  const kind = values.kind ?? null
  if (kind !== null && !KINDS.includes(kind as Kind))
    return `--kind ${kind}: one of ${KINDS.join(', ')} expected`
  const [degrees, millimetres] = [Number(values.rotation ?? 30), Number(values.shift ?? 0.6)]
  if (!(degrees >= 0 && degrees <= 180)) return '--rotation: degrees to either side from 0 to 180 expected'
  if (!(millimetres > 0 && millimetres <= 3)) return '--shift: millimetres above 0, at most 3, expected'
  const workers = Number(values.workers ?? availableParallelism())
  if (!(Number.isInteger(workers) && workers >= 1 && workers <= 256)) return '--workers: 1 to 256 expected'
  const options = { kind: kind as Kind | null, range: { degrees, metres: millimetres / 1000 } }
  const pairs = values.pairs === undefined ? onePair(positionals) : listed(values.pairs, positionals)
  return typeof pairs === 'string' ? pairs : { pairs, root: values.root ?? '', options, workers }
}

function onePair([a, b, ...more]: string[]): Pair[] | string {
  return a === undefined || b === undefined || more.length > 0
    ? 'two X3P files, or --pairs LIST.csv, expected'
    : [[a, b]]
}

function listed(file: string, positionals: string[]): Pair[] | string {
  return positionals.length > 0 ? '--pairs takes its files from the list alone' : readPairList(file)
}
