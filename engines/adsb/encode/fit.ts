/** A value that the format cannot carry; caught by `tryEncode`. */
export class Unfit extends Error {
  readonly field: string

  constructor(field: string, expected: string, found: unknown) {
    super(`${field}: expected ${expected}, found ${String(found)}`)
    this.field = field
  }
}

/** An unsigned whole number of so many bits. */
export function whole(field: string, value: number, bits: number): number {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
    throw new Unfit(field, `a whole number from 0 to ${2 ** bits - 1}`, value)
  }
  return value
}

/** `value / step` rounded, from 0 to `max`. */
export function steps(field: string, value: number, step: number, max: number): number {
  const count = Math.round(value / step)
  if (!(count >= 0 && count <= max)) throw new Unfit(field, `0 to ${max * step}`, value)
  return count
}

/** Degrees as so many bits of the circle; any finite angle. */
export function angle(field: string, degrees: number, bits: number): number {
  if (!Number.isFinite(degrees)) throw new Unfit(field, 'degrees', degrees)
  const count = 2 ** bits
  return ((Math.round((degrees * count) / 360) % count) + count) % count
}

export function bit(value: boolean): number {
  return value ? 1 : 0
}
