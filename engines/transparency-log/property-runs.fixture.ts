/** Runs of a property: few by default, many when the full suite is asked for. The seed is fast-check's own and printed on failure. */
export function runs(few: number, many: number): { numRuns: number } {
  return { numRuns: process.env['BASINET_FULL'] === '1' ? many : few }
}

/** A copy with one bit changed. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice()
  const at = Math.floor(bit / 8) % copy.length
  copy[at] = copy[at]! ^ (1 << (bit % 8))
  return copy
}
