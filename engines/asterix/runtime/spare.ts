/** Gives the object its spare bits where a sender set any, so that writing it again changes nothing. */
export function spare<T extends object>(object: T, bits: number): T & { spare?: number } {
  const kept: T & { spare?: number } = object
  if (bits !== 0) kept.spare = bits
  return kept
}

/** `width` bits of kept spare bits, above `below` others. */
export function spareRun(kept: number | undefined, below: number, width: number): number {
  return kept === undefined ? 0 : Math.floor(kept / 2 ** below) % 2 ** width
}
