import { ImageError } from './gray.ts'

/** PackBits (TIFF 6.0, section 9), at most `most` bytes. */
export function unpackBits(from: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most)
  let filled = 0
  for (let at = 0; at < from.length && filled < most;) {
    const head = from[at++]!
    if (head === 128) continue
    const length = Math.min(head < 128 ? head + 1 : 257 - head, most - filled)
    if (head < 128) out.set(from.subarray(at, at + length), filled)
    else out.fill(from[at] ?? 0, filled, filled + length)
    at += head < 128 ? head + 1 : 1
    filled += length
  }
  return out.subarray(0, filled)
}

const CLEAR = 256
const END = 257
const CODES_MAX = 4096

/** LZW (TIFF 6.0, section 13), at most `most` bytes; `at` is where the strip lies in its file. */
export function unpackLzw(from: Uint8Array, most: number, at: number): Uint8Array {
  const out = new Uint8Array(most)
  // Each code is the bytes out[start .. start + length).
  const start = new Int32Array(CODES_MAX)
  const length = new Int32Array(CODES_MAX)
  let [next, width, bits, held, byte, filled, previous] = [258, 9, 0, 0, 0, 0, -1]
  while (filled < most) {
    while (held < width && byte < from.length) {
      bits = ((bits << 8) | from[byte++]!) & 0xff_ffff
      held += 8
    }
    if (held < width) break
    const code = (bits >> (held - width)) & ((1 << width) - 1)
    held -= width
    if (code === END) break
    if (code === CLEAR) {
      ;[next, width, previous] = [258, 9, -1]
      continue
    }
    if (code > next || (code === next && previous < 0) || (code >= 256 && code < 258))
      throw new ImageError(`TIFF LZW code ${code} is not defined yet`, at + byte)
    const begin = filled
    const size = code < 256 ? 1 : code < next ? length[code]! : length[next - 1]!
    const source = code < 256 ? -1 : code < next ? start[code]! : start[next - 1]!
    for (let k = 0; k < size && filled < most; k++) out[filled++] = source < 0 ? code : out[source + k]!
    if (next < CODES_MAX) {
      // The entry made now: this code's bytes and the first of the next.
      start[next] = begin
      length[next] = size + 1
      next++
    }
    previous = code
    width = next >= 2047 + 1 - 0 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9
  }
  return out.subarray(0, filled)
}
