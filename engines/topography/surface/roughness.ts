import { countMeasured, type Surface } from './surface.ts'

/** Height parameters of ISO 25178-2:2021 clause 4.2, of a surface whose form was removed. Metres, except skewness and kurtosis. */
export interface Roughness {
  /** Arithmetic mean height, root mean square height. */
  readonly sa: number
  readonly sq: number
  readonly ssk: number
  readonly sku: number
  /** Highest peak, deepest pit, and their sum. */
  readonly sp: number
  readonly sv: number
  readonly sz: number
}

/** Null where nothing was measured. */
export function roughness({ z }: Surface): Roughness | null {
  const n = countMeasured(z)
  if (n === 0) return null
  let mean = 0
  for (const value of z) if (value === value) mean += value / n
  let [abs, two, three, four, top, pit] = [0, 0, 0, 0, 0, 0]
  for (const value of z) {
    if (value !== value) continue
    const h = value - mean
    abs += Math.abs(h)
    two += h * h
    three += h ** 3
    four += h ** 4
    if (h > top) top = h
    if (-h > pit) pit = -h
  }
  const sq = Math.sqrt(two / n)
  return {
    sa: abs / n,
    sq,
    ssk: sq > 0 ? three / n / sq ** 3 : 0,
    sku: sq > 0 ? four / n / sq ** 4 : 0,
    sp: top,
    sv: pit,
    sz: top + pit,
  }
}
