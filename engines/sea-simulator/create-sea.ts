import type { Sea, SeaOptions } from './sea.ts'

export function createSea(options: SeaOptions): Sea {
  throw new Error(`BUG: the sea of seed ${options.seed} is not built yet`)
}
