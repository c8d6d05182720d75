/** Weights of the first six digits (IMO resolution A.1117(30), annex §2.1.1). */
const WEIGHTS = [7, 6, 5, 4, 3, 2] as const

/** True when seven digits end with the last digit of the weighted sum of the six before. */
export function imoNumberValid(imo: number): boolean {
  if (!Number.isInteger(imo) || imo < 1_000_000 || imo > 9_999_999) return false
  return imo % 10 === imoCheckDigit(Math.floor(imo / 10))
}

/** Check digit of the first six digits. */
export function imoCheckDigit(firstSix: number): number {
  let sum = 0
  let rest = firstSix
  for (let n = WEIGHTS.length - 1; n >= 0; n--) {
    sum += (rest % 10) * WEIGHTS[n]!
    rest = Math.floor(rest / 10)
  }
  return sum % 10
}
