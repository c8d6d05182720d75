import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { simulate, type Outcome } from './run.ts'
import { STORM_DAYS_MAX } from './storm.ts'

/** `npm run simulate -- --seed N` runs one seed and says everything; `--seeds COUNT [--from N]` many; `--days N` shorter ones. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      from: { type: 'string' },
      days: { type: 'string' },
    },
  })
  for (const [name, given] of Object.entries(values))
    if (!/^\d{1,10}$/.test(given)) {
      console.error(`--${name}: a whole number is expected, not "${given}"`)
      return 2
    }
  const days = Number(values.days ?? STORM_DAYS_MAX)
  if (values.seed !== undefined) {
    const outcome = await simulate(Number(values.seed), days)
    for (const [what, times] of [...outcome.counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
      console.log(`${String(times).padStart(7)}  ${what}`)
    console.log(JSON.stringify(outcome.storm))
    return tell(outcome)
  }
  const from = Number(values.from ?? randomInt(2 ** 31))
  const count = Number(values.seeds ?? 100)
  let failed = 0
  const started = performance.now()
  for (let seed = from; seed < from + count; seed++) failed += tell(await simulate(seed, days), false)
  const seconds = (performance.now() - started) / 1000
  console.log(`${count} seeds from ${from}: ${failed} failed, ${seconds.toFixed(1)} s`)
  return failed === 0 ? 0 : 1
}

function tell({ seed, violations, digest, days }: Outcome, always = true): number {
  for (const { invariant, nation, what, day } of violations.slice(0, always ? 50 : 5))
    console.log(`seed ${seed}, day ${day}, ${nation}: ${invariant} broken: ${what}`)
  if (always)
    console.log(`seed ${seed}: ${days} days, ${violations.length} broken, digest ${digest.slice(0, 16)}`)
  else if (violations.length > 0) console.log(`  npm run simulate -- --seed ${seed}`)
  return violations.length === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) throw error
  console.error(
    `${(error as Error).message}\nUsage: npm run simulate -- --seed N | --seeds COUNT [--from N], [--days N]`,
  )
  process.exitCode = 2
}
