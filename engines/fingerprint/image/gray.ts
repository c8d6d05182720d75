/** A grey image, 8 bits a pixel, rows from the top, 0 black; ridges are dark. */
export interface GrayImage {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
  /** Pixels per inch as the file states it; null where it states none. */
  readonly ppi: number | null
}

/** No image is larger on either side: a palm at 1,000 ppi has about 5,500 pixels (from memory of ANSI/NIST-ITL 1-2011). */
const SIDE_MAX_PX = 16_384
/** Nor in all: a bound on what one file can make us allocate. */
const PIXELS_MAX = 64 * 1_048_576

/** An image file that cannot be read: what was wrong and at which byte. */
export class ImageError extends Error {
  readonly byte: number

  constructor(message: string, byte: number) {
    super(`${message} (byte ${byte})`)
    this.byte = byte
  }
}

/** Throws unless width and height are within the bounds. */
export function checkSize(width: number, height: number, byte: number): void {
  if (!(width >= 1 && height >= 1 && width <= SIDE_MAX_PX && height <= SIDE_MAX_PX))
    throw new ImageError(`image of ${width} x ${height} pixels; sides of 1 to ${SIDE_MAX_PX} expected`, byte)
  if (width * height > PIXELS_MAX)
    throw new ImageError(`image of ${width} x ${height} pixels; at most ${PIXELS_MAX} expected`, byte)
}

/** ITU-R BT.601-7 luma of 8-bit red, green and blue. */
export function luma(red: number, green: number, blue: number): number {
  return (299 * red + 587 * green + 114 * blue + 500) / 1000
}
