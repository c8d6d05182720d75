import { checkSize, ImageError, luma, type GrayImage } from './gray.ts'

const METRES_PER_INCH = 0.0254

export function isBmp(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d
}

/** Reads an uncompressed Windows bitmap (BITMAPINFOHEADER) of 1, 4, 8, 24 or 32 bits a pixel. Throws ImageError. */
export function readBmp(bytes: Uint8Array): GrayImage {
  if (!isBmp(bytes)) throw new ImageError('not a BMP: BM expected', 0)
  if (bytes.length < 54) throw new ImageError('BMP ends inside its head of 54 bytes', bytes.length)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headSize = view.getUint32(14, true)
  const [width, signed] = [view.getInt32(18, true), view.getInt32(22, true)]
  const height = Math.abs(signed)
  checkSize(width, height, 18)
  const depth = view.getUint16(28, true)
  if (![1, 4, 8, 24, 32].includes(depth)) throw new ImageError(`BMP of ${depth} bits a pixel is not read`, 28)
  if (headSize < 40 || view.getUint32(30, true) !== 0) throw new ImageError('compressed BMP is not read', 30)
  const from = view.getUint32(10, true)
  const stride = Math.ceil((width * depth) / 32) * 4
  if (from + stride * height > bytes.length)
    throw new ImageError(`BMP of ${bytes.length} bytes; ${from + stride * height} expected`, bytes.length)
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    // Rows run from the bottom unless the height is negative.
    const row = from + (signed > 0 ? height - 1 - y : y) * stride
    for (let x = 0; x < width; x++) pixels[y * width + x] = pixelAt(bytes, row, x, depth, 14 + headSize)
  }
  const perMetre = view.getInt32(38, true)
  return { width, height, pixels, ppi: perMetre > 0 ? perMetre * METRES_PER_INCH : null }
}

function pixelAt(bytes: Uint8Array, row: number, x: number, depth: number, palette: number): number {
  let at = row + x * (depth >> 3)
  if (depth <= 8) {
    const bit = x * depth
    const index = (bytes[row + (bit >> 3)]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
    at = palette + 4 * index
  }
  return luma(bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0)
}
