import { fail, ok, type Result } from '@basinet/kernel/contract'

/** Output lengths a set may be sent with, bytes. */
const OUTPUT_BYTES_MIN = 4
const OUTPUT_BYTES_MAX = 32

/**
 * Chance that a question about nobody held hits by accident of truncation alone: 1 - (1 - n / 2^(8 b))^q for n outputs of b bytes and
 * q tokens. Outputs of a pseudorandom function are uniform, so this is exact up to collisions inside the set.
 */
export function falsePositiveRate(outputBytes: number, outputs: number, queryTokens: number): number {
  return -Math.expm1(queryTokens * Math.log1p(-outputs / 2 ** (8 * outputBytes)))
}

/** Shortest output that keeps accidental hits under `rateMax`. Errors: `hit.length`. */
export function outputBytesFor(outputs: number, queryTokens: number, rateMax: number): Result<number> {
  for (let bytes = OUTPUT_BYTES_MIN; bytes <= OUTPUT_BYTES_MAX; bytes++)
    if (falsePositiveRate(bytes, outputs, queryTokens) <= rateMax) return ok(bytes)
  return fail(
    'hit.length',
    `no output of up to ${OUTPUT_BYTES_MAX} bytes keeps accidental hits under ${rateMax}`,
  )
}
