/** Seeded numbers; every draw depends on the seed and the order of drawing only. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  between(min: number, max: number): number
  /** Whole number in [min, max]. */
  integer(min: number, max: number): number
  pick<T>(items: readonly T[]): T
}

/** Mixes two 32-bit numbers to one (finaliser of MurmurHash3, public domain, on their combination). */
export function mix32(a: number, b: number): number {
  let h = (a ^ Math.imul(b, 0x9e3779b1)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** One uniform number in [0, 1) out of two keys, without a state: for noise that does not depend on who asked before. */
export function uniformOf(a: number, b: number): number {
  return mix32(a, b) / 4_294_967_296
}

/** Standard normal out of two keys (Box and Muller 1958). */
export function gaussOf(a: number, b: number): number {
  const u = (mix32(a, b) + 1) / 4_294_967_297
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * uniformOf(a ^ 0x5bd1e995, b))
}

export function createRandom(seed: number): Random {
  let counter = 0
  const key = mix32(seed | 0, 0x1234567)
  const next = (): number => uniformOf(key, counter++)
  return {
    next,
    between: (min, max) => min + (max - min) * next(),
    integer: (min, max) => min + Math.floor((max - min + 1) * next()),
    pick: (items) => {
      const item = items[Math.floor(items.length * next())]
      if (item === undefined) throw new Error('BUG: picked from an empty list')
      return item
    },
  }
}
