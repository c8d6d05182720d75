/**
 * Sizes and indices are JavaScript numbers up to 2^53 - 1, so 32-bit shifts are not used on them: `>>>` would cut
 * an index above 2^32 without a word.
 */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** Half of a size or index, rounded down. */
export function half(value: number): number {
  return Math.floor(value / 2)
}

/** Largest power of two strictly smaller than `size`; RFC 6962, 2.1 calls it k. */
export function splitPoint(size: number): number {
  if (size < 2) throw new Error(`BUG: a tree of ${size} leaves has no split point`)
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** Zero bits at the low end: the height of the largest subtree that can begin or end at this position. */
export function trailingZeros(value: number): number {
  if (value === 0) return 53
  let zeros = 0
  for (let rest = value; rest % 2 === 0; rest /= 2) zeros++
  return zeros
}
