import { randomInt } from 'node:crypto'

/** Randomness of one run that its printed seed repeats (Mulberry32, by Tommy Ettinger, public domain). */
export interface Random {
  readonly seed: number
  /** 0 ≤ x < 1 */
  next(): number
  /** a ≤ n < b, whole */
  between(a: number, b: number): number
  pick<T>(from: readonly T[]): T
}

/** The seed is taken from BASINET_SEED, or fresh; it is printed, so that a failure can be repeated. */
export function seeded(what: string): Random {
  const given = Number(process.env['BASINET_SEED'])
  const seed = Number.isInteger(given) && given > 0 ? given : randomInt(1, 2 ** 31)
  process.stdout.write(`${what}: seed ${seed} (repeat with BASINET_SEED=${seed})\n`)
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (a: number, b: number): number => a + Math.floor(next() * (b - a))
  return {
    seed,
    next,
    between,
    pick: (from) => {
      const chosen = from[between(0, from.length)]
      if (chosen === undefined) throw new Error('BUG: nothing to pick from')
      return chosen
    },
  }
}

/** The large counts that the issue names. */
export const FULL = process.env['BASINET_FULL'] === '1'
