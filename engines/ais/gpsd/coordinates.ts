/** Exact decimal steps for the `fixed` writer; none of these divisions can end in a tie. */

/** 1/10,000 minute → 10^-7 degree: × 10^7 / 600,000. */
export function degrees7(raw: number): number {
  return Math.round((raw * 50) / 3)
}

/** 1/1,000 minute → 10^-6 degree: × 10^6 / 60,000. */
export function degrees6OfThousandths(raw: number): number {
  return Math.round((raw * 50) / 3)
}

/** 1/10 minute → 10^-4 degree: × 10^4 / 600. */
export function degrees4OfTenths(raw: number): number {
  return Math.round((raw * 50) / 3)
}

/** 1/10 minute → 10^-6 degree: × 10^6 / 600. */
export function degrees6OfTenths(raw: number): number {
  return Math.round((raw * 5000) / 3)
}

/**
 * `value` in tenths as C's "%.1f" gives them: the nearest to the double, which for the exactly representable
 * halves (n + 0.25, n + 0.75) is the even digit.
 */
export function oneDecimal(value: number): number {
  const exactTie = Number.isInteger(value * 4) && !Number.isInteger(value * 2)
  if (!exactTie) return Math.round(Number(value.toFixed(1)) * 10)
  const below = Math.floor(value * 10)
  return below % 2 === 0 ? below : below + 1
}
