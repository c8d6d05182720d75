import { measureNames } from '../engines/names/measure.fixture.ts'
import type { BenchResult } from './bench.ts'

const PEOPLE = 10_000
const SIZES = [100, 1000, 10_000]
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`

/** `npm run bench -- names [SEED]`: recall of token matching by kind of variation, and false hits, on invented people. */
export function run(args: readonly string[]): Promise<BenchResult> {
  const seed = Number(args[0] ?? 7)
  const started = process.cpuUsage()
  const measured = measureNames(seed, PEOPLE, SIZES)
  const { user, system } = process.cpuUsage(started)
  const ours = Object.fromEntries(
    Object.entries(measured.recall).map(([kind, recall]) => [kind, Math.round(recall * 10_000) / 100]),
  )
  return Promise.resolve({
    name: 'names',
    unit: 'per cent recall',
    ours,
    rivals: {},
    ratios: {},
    notes: [
      `${PEOPLE.toLocaleString('en')} invented people of four languages, seed ${seed}; each variation applied alone`,
      ...SIZES.map((size) => {
        const { any, wholeName } = measured.falseHitsAt[size]!
        return `questions about strangers that hit someone in a set of ${size.toLocaleString('en')}: ${percent(any)}, by whole name ${percent(wholeName)}`
      }),
      `two different invented people share a token with probability ${measured.pairMatches.toExponential(1)}`,
      'about 25 given and 27 family names a language: a real register has far more, and some far commoner ones',
      `${measured.tokensPerQuery.toFixed(1)} tokens a question, ${measured.tokensPerPerson.toFixed(1)} a held person; ${((user + system) / 1e6).toFixed(1)} s CPU in all`,
    ],
  })
}
