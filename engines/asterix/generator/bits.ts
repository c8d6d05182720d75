/** Gives the expression of octet `i` of the item being read. */
export type Octet = (i: number) => string

/** Widths up to here fit one combined 32-bit expression at any alignment. */
const PIECE_BITS = 24

/** Expression of the unsigned integer in `width` bits at bit `at` of the item. */
export function unsignedBits(octet: Octet, at: number, width: number): string {
  const first = Math.floor(at / 8)
  const last = Math.floor((at + width - 1) / 8)
  const count = last - first + 1
  if (count > 4) return wide(octet, at, width, unsignedBits(octet, at, width - PIECE_BITS))
  const lead = at - first * 8
  const tail = (last + 1) * 8 - (at + width)
  const octets = Array.from({ length: count }, (_, i) => {
    const value = i === 0 && lead > 0 ? `(${octet(first)} & ${0xff >> lead})` : octet(first + i)
    const shift = 8 * (count - 1 - i)
    return shift === 0 ? value : `(${value} << ${shift})`
  })
  const joined = octets.length === 1 ? octets[0]! : `(${octets.join(' | ')})`
  if (count === 4 && lead === 0) return `(${joined} >>> ${tail})`
  return tail === 0 ? joined : `(${joined} >> ${tail})`
}

/** Expression of the two's complement integer in `width` bits at bit `at`. */
export function signedBits(octet: Octet, at: number, width: number): string {
  if (Math.floor((at + width - 1) / 8) - Math.floor(at / 8) > 3)
    return wide(octet, at, width, signedBits(octet, at, width - PIECE_BITS))
  if (width === 32) return `(${unsignedBits(octet, at, width)} | 0)`
  return `((${unsignedBits(octet, at, width)} << ${32 - width}) >> ${32 - width})`
}

/** More than four octets: the low 24 bits are added to the high ones by arithmetic. */
function wide(octet: Octet, at: number, width: number, high: string): string {
  const low = unsignedBits(octet, at + width - PIECE_BITS, PIECE_BITS)
  return `(${high} * ${2 ** PIECE_BITS} + ${low})`
}

/** Expression of a scaled integer. Steps that are binary fractions are exact as one factor; others are divided last. */
export function scaled(raw: string, lsb: readonly [number, number] | undefined): string {
  if (lsb === undefined) return raw
  const [above, below] = lsb
  if (Number.isInteger(Math.log2(below))) return `${raw} * ${above / below}`
  return above === 1 ? `${raw} / ${below}` : `(${raw} * ${above}) / ${below}`
}
