import { readFileSync } from 'node:fs'

const PAIRS_MAX = 50_000_000

export type Pair = readonly [a: string, b: string]

/** Pairs of file names of a CSV `a,b`, with or without a heading; or, in one line, what is wrong with it and where. */
export function readPairList(file: string): Pair[] | string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return `${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`
  }
  const pairs: Pair[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [a, b] = line.split(',').map((cell) => cell.trim())
    if (!a || !b) return `${file} line ${i + 1}: two file names and a comma expected`
    // A heading names columns, not files.
    if (i === 0 && !/[./\\0-9]/.test(a + b)) continue
    if (pairs.length === PAIRS_MAX) return `${file} line ${i + 1}: at most ${PAIRS_MAX} pairs`
    pairs.push([a, b])
  }
  return pairs
}
