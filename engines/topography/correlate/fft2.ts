import FFT from 'fft.js'

/** Complex images as interleaved pairs (re, im), `size` × `size`, row after row. */
export type ComplexImage = Float64Array

/** Fourier transform of square images whose side is a power of two. One at a time: it has work space of its own. */
export class Fft2 {
  readonly size: number
  readonly #fft: FFT
  readonly #row: Float64Array
  readonly #out: Float64Array
  readonly #turned: Float64Array

  constructor(size: number) {
    if (size < 2 || (size & (size - 1)) !== 0) throw new Error('BUG: the side must be a power of two')
    this.size = size
    this.#fft = new FFT(size)
    this.#row = new Float64Array(2 * size)
    this.#out = new Float64Array(2 * size)
    this.#turned = new Float64Array(2 * size * size)
  }

  image(): ComplexImage {
    return new Float64Array(2 * this.size * this.size)
  }

  /** In place. The result is transposed (v · size + u), which products of two spectra do not mind. */
  forward(image: ComplexImage): void {
    this.#pass(image, this.#turned, false)
    this.#pass(this.#turned, image, false)
    // Two turns give the rows back as rows.
  }

  /** In place; not divided by the number of points. */
  inverse(image: ComplexImage): void {
    this.#pass(image, this.#turned, true)
    this.#pass(this.#turned, image, true)
  }

  #pass(from: Float64Array, to: Float64Array, back: boolean): void {
    const { size } = this
    const [row, out] = [this.#row, this.#out]
    for (let y = 0; y < size; y++) {
      row.set(from.subarray(2 * y * size, 2 * (y + 1) * size))
      if (back) this.#fft.inverseTransform(out, row)
      else this.#fft.transform(out, row)
      for (let x = 0; x < size; x++) {
        to[2 * (x * size + y)] = out[2 * x]!
        to[2 * (x * size + y) + 1] = out[2 * x + 1]!
      }
    }
  }
}
