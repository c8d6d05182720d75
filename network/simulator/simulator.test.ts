import { randomInt } from 'node:crypto'
import { expect, it } from 'vitest'
import { simulate } from './run.ts'
import { STORM_DAYS_MAX } from './storm.ts'

const full = process.env['BASINET_FULL'] === '1'
const SEEDS = full ? 60 : 1
const DAYS = full ? STORM_DAYS_MAX : 3
const given = process.env['BASINET_SEED']
const first = given === undefined ? randomInt(2 ** 31) : Number(given)

it(
  'keeps every promise through storms, whatever the seed',
  async () => {
    for (let seed = first; seed < first + SEEDS; seed++) {
      const { violations, counts } = await simulate(seed, DAYS)
      expect(violations, `npm run simulate -- --seed ${seed} --days ${DAYS}`).toEqual([])
      expect(counts.get('arrived') ?? 0, `seed ${seed}`).toBeGreaterThan(0)
    }
    console.log(`simulated seeds ${first} to ${first + SEEDS - 1}; BASINET_SEED=${first} repeats them`)
  },
  full ? 3_600_000 : 120_000,
)

it('does the same for the same seed, to the last step', async () => {
  const [one, two] = [await simulate(21, 1), await simulate(21, 1)]
  expect(one.digest).toBe(two.digest)
  expect((await simulate(7, 1)).digest).not.toBe(one.digest)
}, 120_000)
