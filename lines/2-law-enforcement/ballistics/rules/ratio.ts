/** A likelihood ratio of 10^log10 in two digits, as people read it: 130, or 1/63 where it speaks against. */
export function ratioOf(log10: number): string {
  const size = Number((10 ** Math.abs(log10)).toPrecision(2))
  return log10 < 0 && size !== 1 ? `1/${size}` : String(size)
}
