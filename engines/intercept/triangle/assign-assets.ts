import { assign } from '@basinet/tracking'

/** What a pair of asset and target costs, seconds to the meeting for one; null: not possible. */
export type PairCost = (asset: number, target: number) => number | null

export interface Assignment {
  readonly asset: number
  readonly target: number
  readonly cost: number
}

/**
 * Most targets met, and among those the cheapest sum: one asset a target by Jonker-Volgenant. A target left alone is paid for
 * with more than all pairs together, so leaving one is never cheaper than meeting it.
 */
export function assignAssets(assets: number, targets: number, costOf: PairCost): Assignment[] {
  if (assets === 0 || targets === 0) return []
  const columns = assets + targets
  const costs = new Float64Array(targets * columns).fill(Infinity)
  let sum = 1
  for (let target = 0; target < targets; target++)
    for (let asset = 0; asset < assets; asset++) {
      const cost = costOf(asset, target)
      if (cost === null) continue
      if (!(cost >= 0)) throw new Error(`BUG: cost ${cost} of asset ${asset}, target ${target}`)
      costs[target * columns + asset] = cost
      sum += cost
    }
  for (let target = 0; target < targets; target++) costs[target * columns + assets + target] = sum
  const chosen = assign(costs, targets, columns)
  if (chosen === null) throw new Error('BUG: every target may be left alone')
  return Array.from(chosen, (asset, target) => ({
    asset,
    target,
    cost: costs[target * columns + asset]!,
  })).filter(({ asset }) => asset < assets)
}
