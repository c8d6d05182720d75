import { crc32, inflateSync } from 'node:zlib'
import { checkSize, ImageError, luma, type GrayImage } from './gray.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Samples a pixel by colour type (W3C PNG, 11.2.1). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}
const METRES_PER_INCH = 0.0254

interface Head {
  width: number
  height: number
  depth: number
  channels: number
  colour: number
  /** Red, green, blue of each palette entry. */
  palette: Uint8Array
  ppi: number | null
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((octet, i) => bytes[i] === octet)
}

/** Reads a PNG (W3C PNG, third edition) as grey; interlaced files are refused. Throws ImageError. */
export function readPng(bytes: Uint8Array): GrayImage {
  const { head, data } = readChunks(bytes)
  const { width, height, depth, channels } = head
  const stride = Math.ceil((width * channels * depth) / 8)
  const expected = (stride + 1) * height
  let raw: Uint8Array
  try {
    raw = inflateSync(data.bytes, { maxOutputLength: expected })
  } catch (error) {
    throw new ImageError(`PNG image data do not inflate: ${(error as Error).message}`, data.at)
  }
  if (raw.length !== expected)
    throw new ImageError(`PNG has ${raw.length} bytes of pixels; ${expected} expected`, data.at)
  unfilter(raw, stride, height, Math.max(1, (channels * depth) >> 3), data.at)
  return { width, height, pixels: toGray(raw, stride, head), ppi: head.ppi }
}

function readChunks(bytes: Uint8Array): { head: Head; data: { bytes: Uint8Array; at: number } } {
  if (!isPng(bytes)) throw new ImageError('not a PNG: signature expected', 0)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  let head: Head | null = null
  let firstData = 0
  for (let at = 8; at < bytes.length;) {
    if (at + 12 > bytes.length) throw new ImageError('PNG ends inside a chunk', at)
    const length = view.getUint32(at)
    if (length > bytes.length - at - 12)
      throw new ImageError(`PNG chunk of ${length} bytes passes the end`, at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
      throw new ImageError(`PNG chunk ${type} has a wrong checksum`, at + 8 + length)
    if (head === null) head = readHead(type, body, at)
    else if (type === 'PLTE') head.palette = body
    else if (type === 'pHYs') head.ppi = ppiOf(body, at)
    else if (type === 'IDAT') {
      if (parts.length === 0) firstData = at + 8
      parts.push(body)
    } else if (type === 'IEND') break
    at += 12 + length
  }
  if (head === null || parts.length === 0) throw new ImageError('PNG without image data', bytes.length)
  return { head, data: { bytes: joined(parts), at: firstData } }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function readHead(type: string, body: Uint8Array, at: number): Head {
  if (type !== 'IHDR' || body.length !== 13)
    throw new ImageError('PNG does not begin with IHDR of 13 bytes', at)
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  checkSize(width, height, at + 8)
  const [depth = 0, colour = 0, , , interlace] = body.subarray(8)
  const channels = CHANNELS[colour]
  if (channels === undefined || !DEPTHS[colour]!.includes(depth))
    throw new ImageError(`PNG colour type ${colour} with ${depth} bits is not defined`, at + 16)
  if (interlace !== 0) throw new ImageError('interlaced PNG is not read', at + 20)
  return { width, height, depth, channels, colour, palette: new Uint8Array(0), ppi: null }
}

function ppiOf(body: Uint8Array, at: number): number | null {
  if (body.length !== 9) throw new ImageError('PNG pHYs of 9 bytes expected', at)
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  // Unit 1 is the metre; 0 gives only the aspect.
  return body[8] === 1 && view.getUint32(0) > 0 ? view.getUint32(0) * METRES_PER_INCH : null
}

function unfilter(raw: Uint8Array, stride: number, height: number, step: number, at: number): void {
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1) + 1
    const kind = raw[row - 1]!
    if (kind > 4) throw new ImageError(`PNG row ${y} has filter ${kind}; 0 to 4 expected`, at)
    for (let i = 0; i < stride; i++) {
      const left = i >= step ? raw[row + i - step]! : 0
      const up = y > 0 ? raw[row + i - stride - 1]! : 0
      const upLeft = y > 0 && i >= step ? raw[row + i - stride - 1 - step]! : 0
      raw[row + i]! += predicted(kind, left, up, upLeft)
    }
  }
}

function predicted(kind: number, left: number, up: number, upLeft: number): number {
  if (kind === 0) return 0
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  const [a, b, c] = [Math.abs(up - upLeft), Math.abs(left - upLeft), Math.abs(left + up - 2 * upLeft)]
  return a <= b && a <= c ? left : b <= c ? up : upLeft
}

function toGray(raw: Uint8Array, stride: number, head: Head): Uint8Array {
  const { width, height, depth, channels, colour, palette } = head
  const pixels = new Uint8Array(width * height)
  const max = (1 << Math.min(depth, 8)) - 1
  const sample = (row: number, index: number): number => {
    if (depth === 8) return raw[row + index]!
    if (depth === 16) return raw[row + 2 * index]!
    const bit = index * depth
    return (raw[row + (bit >> 3)]! >> (8 - depth - (bit & 7))) & max
  }
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1) + 1
    for (let x = 0; x < width; x++) {
      const first = sample(row, x * channels)
      let value = colour === 3 ? 0 : (first * 255) / max
      if (colour === 3) value = luma(...rgb(palette, 3 * first))
      else if (channels >= 3)
        value = luma(first, sample(row, x * channels + 1), sample(row, x * channels + 2))
      pixels[y * width + x] = value
    }
  }
  return pixels
}

function rgb(palette: Uint8Array, at: number): [number, number, number] {
  return [palette[at] ?? 0, palette[at + 1] ?? 0, palette[at + 2] ?? 0]
}
