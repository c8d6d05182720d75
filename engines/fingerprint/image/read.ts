import { isBmp, readBmp } from './bmp.ts'
import { ImageError, type GrayImage } from './gray.ts'
import { isPng, readPng } from './png.ts'
import { isTiff, readTiff } from './tiff.ts'
import { isWsq, readWsq } from '../wsq/read.ts'

/** Reads an image file by its first bytes: PNG, TIFF, BMP or WSQ. Throws ImageError, naming the byte. */
export function readImage(bytes: Uint8Array): GrayImage {
  if (isPng(bytes)) return readPng(bytes)
  if (isTiff(bytes)) return readTiff(bytes)
  if (isBmp(bytes)) return readBmp(bytes)
  if (isWsq(bytes)) return readWsq(bytes)
  throw new ImageError('not an image that is read: PNG, TIFF, BMP or WSQ expected', 0)
}
