import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ImageError } from './gray.ts'
import { readImage } from './read.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 250_000 : 300

/** A TIFF of one strip, 8-bit grey, little-endian. */
function tiff(width: number, height: number, strip: Uint8Array, compression: number): Uint8Array {
  const entries = [
    [256, 3, 1, width],
    [257, 3, 1, height],
    [258, 3, 1, 8],
    [259, 3, 1, compression],
    [262, 3, 1, 1],
    [273, 4, 1, 8 + 2 + 9 * 12 + 4 + 8],
    [279, 4, 1, strip.length],
    [282, 5, 1, 8 + 2 + 9 * 12 + 4],
    [296, 3, 1, 2],
  ]
  const head = new DataView(new ArrayBuffer(8 + 2 + 9 * 12 + 4 + 8))
  head.setUint32(0, 0x4949_2a00)
  head.setUint32(4, 8, true)
  head.setUint16(8, entries.length, true)
  entries.forEach(([tag, type, count, value], i) => {
    const at = 10 + 12 * i
    head.setUint16(at, tag!, true)
    head.setUint16(at + 2, type!, true)
    head.setUint32(at + 4, count!, true)
    if (type === 3) head.setUint16(at + 8, value!, true)
    else head.setUint32(at + 8, value!, true)
  })
  head.setUint32(10 + 9 * 12 + 4, 569, true)
  head.setUint32(10 + 9 * 12 + 8, 1, true)
  return Uint8Array.from([...new Uint8Array(head.buffer), ...strip])
}

function bmp(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const stride = Math.ceil(width / 4) * 4
  const from = 54 + 1024
  const bytes = new Uint8Array(from + stride * height)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x424d)
  view.setUint32(10, from, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, width, true)
  view.setInt32(22, height, true)
  view.setUint16(28, 8, true)
  view.setInt32(38, 19_685, true)
  for (let i = 0; i < 256; i++) bytes.set([i, i, i, 0], 54 + 4 * i)
  for (let y = 0; y < height; y++)
    bytes.set(pixels.subarray(y * width, (y + 1) * width), from + (height - 1 - y) * stride)
  return bytes
}

const pixels = Uint8Array.from({ length: 21 * 13 }, (_, i) => (i * 37) % 251)

it('reads TIFF plain, deflated and packed, with its resolution', () => {
  // PackBits without runs: a literal of up to 128 bytes at a time.
  const packed: number[] = []
  for (let at = 0; at < pixels.length; at += 128) {
    const part = pixels.subarray(at, at + 128)
    packed.push(part.length - 1, ...part)
  }
  const files = [
    tiff(21, 13, pixels, 1),
    tiff(21, 13, deflateSync(pixels), 8),
    tiff(21, 13, Uint8Array.from(packed), 32_773),
  ]
  for (const file of files) {
    const image = readImage(file)
    expect([image.width, image.height, image.ppi]).toEqual([21, 13, 569])
    expect([...image.pixels]).toEqual([...pixels])
  }
})

it('reads BMP from the bottom row up', () => {
  const image = readImage(bmp(21, 13, pixels))
  expect([...image.pixels]).toEqual([...pixels])
  expect(image.ppi).toBeCloseTo(500, 1)
})

it('names the byte of a damaged file and never throws anything else', () => {
  const originals = [tiff(21, 13, pixels, 1), tiff(21, 13, deflateSync(pixels), 8), bmp(21, 13, pixels)]
  fc.assert(
    fc.property(
      fc.constantFrom(...originals),
      fc.array(fc.tuple(fc.nat(1400), fc.nat(255)), { maxLength: 6 }),
      fc.nat(1400),
      (original, changes, cut) => {
        const bytes = Uint8Array.from(
          original.subarray(0, Math.max(1, original.length - (cut % 3 === 0 ? cut : 0))),
        )
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        try {
          const image = readImage(bytes)
          return image.pixels.length === image.width * image.height
        } catch (error) {
          return error instanceof ImageError && /\(byte \d+\)$/.test(error.message)
        }
      },
    ),
    { numRuns: RUNS },
  )
})
