/** Fields of a Mode S register as the reference names none of: start bit, width, step; signed where negative width. */
type Row = readonly [bit: number, width: number, step: number]

/** Registers of the recordings (ICAO Doc 9871, tables A-2-64, A-2-80, A-2-96), in the order of the reference decode. */
const REGISTERS: Readonly<Record<string, readonly Row[]>> = {
  '40': [
    [1, 1, 1],
    [2, 12, 16],
    [14, 1, 1],
    [15, 12, 16],
    [27, 1, 1],
    [28, 12, 0.1],
    [40, 8, 1],
    [48, 1, 1],
    [49, 1, 1],
    [50, 1, 1],
    [51, 1, 1],
    [52, 2, 1],
    [54, 1, 1],
    [55, 2, 1],
  ],
  '50': [
    [1, 1, 1],
    [2, -10, 45 / 256],
    [12, 1, 1],
    [13, -11, 90 / 512],
    [24, 1, 1],
    [25, 10, 2],
    [35, 1, 1],
    [36, -10, 8 / 256],
    [46, 1, 1],
    [47, 10, 2],
  ],
  '60': [
    [1, 1, 1],
    [2, -11, 90 / 512],
    [13, 1, 1],
    [14, 10, 1],
    [24, 1, 1],
    [25, 10, 2.048 / 512],
    [35, 1, 1],
    [36, -10, 32],
    [46, 1, 1],
    [47, -10, 32],
  ],
}

/** Values of the register in its 56 bits of hexadecimal text; null for one that is not in the recordings. */
export function registerValues(bds: string, hex: string): number[] | null {
  const rows = REGISTERS[bds]
  if (rows === undefined) return null
  const all = BigInt(`0x${hex}`)
  return rows.map(([bit, signed, step]) => {
    const width = Math.abs(signed)
    const raw = Number((all >> BigInt(57 - bit - width)) & ((1n << BigInt(width)) - 1n))
    const negative = signed < 0 && raw >= 2 ** (width - 1)
    return (negative ? raw - 2 ** width : raw) * step
  })
}
