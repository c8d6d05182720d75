/** A decimal number as whole units of ten to the power of minus `places`. */
interface Decimal {
  readonly units: bigint
  readonly places: number
}

function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new Error(`BUG: ${value} is no amount`)
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const places = fraction.length - Number(exponent)
  const units = BigInt(whole + fraction)
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 }
}

/** Sum of amounts as people write them: 0.1 and 0.2 make 0.3, in any order. */
export function decimalSum(values: readonly number[]): number {
  const decimals = values.map(decimalOf)
  const places = Math.max(0, ...decimals.map((d) => d.places))
  const units = decimals.reduce((sum, d) => sum + d.units * 10n ** BigInt(places - d.places), 0n)
  return Number(`${units}e-${places}`)
}
