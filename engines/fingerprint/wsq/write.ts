import type { GrayImage } from '../image/gray.ts'
import { BitWriter, codeBook, symbolsOf } from './code.ts'
import { BIN_CENTRE, binOf, quantisersFor, type Quantisers } from './quantise.ts'
import { analyse, subbandsOf, type Filters, type Rect } from './wavelet.ts'

/** Bits a pixel of 15:1, the FBI's usual rate. */
const RATE_USUAL = 0.75
const BANDS = 60
/** Below it the lowest bands are too few samples to measure a variance on. */
const SIDE_MIN_PX = 96
const SUBBANDS = 64
/** The blocks: low bands, middle ones, high ones (FBI IAFIS-IC-0110, WSQ 3.1). */
const BLOCKS = [
  [0, 19],
  [19, 52],
  [52, BANDS],
] as const
/** Cohen, Daubechies, Feauveau 9/7, from the centre outwards (same, table of the transform). */
const FILTERS: Filters = {
  low: [
    0.852_698_679_008_89, 0.377_402_855_612_83, -0.110_624_404_418_44, -0.023_849_465_019_56,
    0.037_828_455_506_73,
  ],
  high: [0.788_485_616_405_58, -0.418_092_273_221_62, -0.040_689_417_609_16, 0.064_538_882_628_7],
}

/** Writes a WSQ file at `rate` bits a pixel. Lossy: what was lost does not come back. Throws RangeError below 96 pixels a side. */
export function writeWsq(image: GrayImage, rate = RATE_USUAL): Uint8Array {
  const { width, height, pixels } = image
  if (width < SIDE_MIN_PX || height < SIDE_MIN_PX || width > 65_535 || height > 65_535)
    throw new RangeError(`image of ${width} x ${height} pixels; sides of ${SIDE_MIN_PX} to 65535 expected`)
  if (!(rate > 0 && rate <= 8)) throw new RangeError(`${rate} bits a pixel; up to 8 expected`)
  const shift = round(pixels.reduce((sum, value) => sum + value, 0) / pixels.length)
  const spread = Math.max(
    pixels.reduce((most, value) => Math.max(most, Math.abs(value - shift)), 0),
    1,
  )
  const scale = round(spread / 128)
  const data = Float32Array.from(pixels, (value) => (value - shift) / scale)
  const { bands, nodes } = subbandsOf(width, height)
  analyse(data, width, nodes, FILTERS)
  const quantisers = rounded(quantisersFor(data, width, bands, rate))
  const out: number[] = [0xff, 0xa0]
  if (image.ppi !== null)
    segment(out, 0xa8, [
      ...new TextEncoder().encode(`NIST_COM 2\nNIST_COM 2\nPPI ${Math.round(image.ppi)}\n`),
    ])
  segment(out, 0xa4, [9, 7, ...[...FILTERS.low, ...FILTERS.high].flatMap(tap)])
  segment(out, 0xa5, quantiserBytes(quantisers))
  segment(out, 0xa2, [0, 255, ...u16(height), ...u16(width), ...decimal(shift), ...decimal(scale), 0, 0, 0])
  BLOCKS.forEach(([from, to], number) =>
    writeBlock(out, number, coefficientsOf(data, width, bands.slice(from, to), quantisers, from)),
  )
  return Uint8Array.from([...out, 0xff, 0xa1])
}

function writeBlock(out: number[], number: number, coefficients: Int32Array): void {
  const frequencies = new Uint32Array(256)
  symbolsOf(coefficients, (symbol) => frequencies[symbol]!++)
  // A book needs an entry, also for a block without coefficients.
  if (coefficients.length === 0) frequencies[1] = 1
  const { counts, values, codes, lengths } = codeBook(frequencies)
  segment(out, 0xa6, [number, ...counts, ...values])
  segment(out, 0xa3, [number])
  const bits = new BitWriter()
  symbolsOf(coefficients, (symbol, extra, extraBits) => {
    bits.put(codes[symbol]!, lengths[symbol]!)
    bits.put(extra, extraBits)
  })
  bits.end()
  for (const byte of bits.bytes) out.push(byte)
}

function coefficientsOf(
  data: Float32Array,
  stride: number,
  bands: readonly Rect[],
  { steps, zeros }: Quantisers,
  first: number,
): Int32Array {
  const all: number[] = []
  bands.forEach(({ x, y, width, height }, i) => {
    const [step, zero] = [steps[first + i]!, zeros[first + i]!]
    if (step === 0) return
    for (let r = y; r < y + height; r++)
      for (let c = x; c < x + width; c++) all.push(binOf(data[r * stride + c]!, step, zero))
  })
  return Int32Array.from(all)
}

function segment(out: number[], mark: number, body: readonly number[]): void {
  out.push(0xff, mark, ...u16(body.length + 2), ...body)
}

function u16(value: number): number[] {
  return [(value >> 8) & 255, value & 255]
}

/** Power of ten and 16 bits: as many digits as fit. */
function decimal(value: number): number[] {
  let power = 0
  while (power < 9 && Math.round(value * 10 ** (power + 1)) <= 65_535 && value > 0) power++
  return [power, ...u16(Math.round(value * 10 ** power))]
}

/** The value that the file will hold. */
function round(value: number): number {
  const [power = 0, high = 0, low = 0] = decimal(value)
  return (high * 256 + low) / 10 ** power
}

function rounded({ steps, zeros }: Quantisers): Quantisers {
  return { steps: steps.map(round), zeros: zeros.map(round) }
}

function quantiserBytes({ steps, zeros }: Quantisers): number[] {
  const bands = Array.from({ length: SUBBANDS }, (_, k) => [
    ...decimal(steps[k] ?? 0),
    ...decimal(zeros[k] ?? 0),
  ])
  return [...decimal(BIN_CENTRE), ...bands.flat()]
}

/** Sign, power of ten and 32 bits. */
function tap(value: number): number[] {
  const power = 9
  const digits = Math.round(Math.abs(value) * 10 ** power)
  return [
    value < 0 ? 1 : 0,
    power,
    (digits >>> 24) & 255,
    (digits >>> 16) & 255,
    (digits >>> 8) & 255,
    digits & 255,
  ]
}
