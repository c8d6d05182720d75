const BITS_32 = 0x1_0000_0000

/** Random numbers that follow from a seed alone; not for keys outside a simulation. */
export interface Dice {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform integer in [from, to]. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Different elements of a list, in no order. */
  some<T>(list: readonly T[], count: number): T[]
  bytes(count: number): Uint8Array
  uuid(): string
}

/** xoshiro128** (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", 2021), seeded by SplitMix32. */
export function diceOf(seed: number): Dice {
  let mix = (seed ^ Math.floor(seed / BITS_32)) | 0
  const splitMix = (): number => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let [a, b, c, d] = [splitMix(), splitMix(), splitMix(), splitMix()] as [number, number, number, number]
  const word = (): number => {
    const mixed = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return mixed
  }
  const next = (): number => word() / BITS_32
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('BUG: nothing to pick from')
    return list[int(0, list.length - 1)] as T
  }
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => word() & 0xff)
  return {
    next,
    int,
    pick,
    bytes,
    chance: (probability) => next() < probability,
    some(list, count) {
      const left = [...list]
      const most = Math.min(count, left.length)
      return Array.from({ length: most }, () => left.splice(int(0, left.length - 1), 1)[0] as never)
    },
    uuid() {
      const hex = Buffer.from(bytes(16)).toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
