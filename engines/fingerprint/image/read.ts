import { isBmp, readBmp } from './bmp.ts'
import { checkSize, ImageError, type GrayImage } from './gray.ts'
import { isJpeg, readJpeg } from './jpeg.ts'
import { isPng, readPng } from './png.ts'
import { isTiff, readTiff } from './tiff.ts'
import { isWsq, readWsq } from '../wsq/read.ts'

/** Reads an image file by its first bytes: PNG, TIFF, BMP, JPEG or WSQ. Throws ImageError, naming the byte. */
export function readImage(bytes: Uint8Array): GrayImage {
  if (isPng(bytes)) return readPng(bytes)
  if (isTiff(bytes)) return readTiff(bytes)
  if (isBmp(bytes)) return readBmp(bytes)
  if (isJpeg(bytes)) return readJpeg(bytes)
  if (isWsq(bytes)) return readWsq(bytes)
  throw new ImageError('not an image that is read: PNG, TIFF, BMP, JPEG or WSQ expected', 0)
}

/** Raw grey pixels of a known size, 8 bits each, rows from the top. Throws ImageError where the bytes are not that many. */
export function readRaw(bytes: Uint8Array, width: number, height: number, ppi: number | null): GrayImage {
  checkSize(width, height, 0)
  if (bytes.length !== width * height)
    throw new ImageError(
      `raw image of ${width} x ${height} pixels: ${width * height} bytes expected, ${bytes.length} there`,
      Math.min(bytes.length, width * height),
    )
  return { width, height, pixels: Uint8Array.from(bytes), ppi }
}
