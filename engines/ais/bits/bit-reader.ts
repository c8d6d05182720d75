import { SIX_BIT_CODES } from './six-bit.ts'

/** Longest payload held, in bits; the longest lawful message has 1,008 (ITU-R M.1371-5 Annex 2 §3.3.7). */
export const MAX_PAYLOAD_BITS = 4096
/** A field may be read this many bytes beyond the end; they read as zero. */
const SLACK_BYTES = 160

/**
 * The bits of one payload, most significant first, read by absolute position as the standard's tables give them.
 * Reading beyond the end gives zeros, so that a short message reads like one padded with "not available" texts.
 * One instance is reused for every sentence: nothing that keeps it may be handed out.
 */
export class BitReader {
  readonly bytes: Uint8Array = new Uint8Array(MAX_PAYLOAD_BITS / 8 + SLACK_BYTES)
  /** Number of payload bits. */
  length = 0

  /** Unsigned, 1 to 32 bits. */
  u(start: number, bits: number): number {
    const b = this.bytes
    const i = start >>> 3
    const s = start & 7
    const head = ((b[i]! << 24) | (b[i + 1]! << 16) | (b[i + 2]! << 8) | b[i + 3]!) << s
    return (head | (b[i + 4]! >>> (8 - s))) >>> (32 - bits)
  }

  /** Two's complement, 1 to 32 bits. */
  i(start: number, bits: number): number {
    const b = this.bytes
    const i = start >>> 3
    const s = start & 7
    const head = ((b[i]! << 24) | (b[i + 1]! << 16) | (b[i + 2]! << 8) | b[i + 3]!) << s
    return (head | (b[i + 4]! >>> (8 - s))) >> (32 - bits)
  }

  flag(at: number): boolean {
    return ((this.bytes[at >>> 3]! >>> (7 - (at & 7))) & 1) === 1
  }

  /** Six-bit text of at most `chars` characters: ends before the first '@', trailing blanks removed (§3.3 note). */
  text(start: number, chars: number): string {
    let end = 0
    let at = start
    const codes = TEXT
    const limit = chars < MAX_TEXT ? chars : MAX_TEXT
    for (let n = 0; n < limit; n++, at += 6) {
      const six = (((this.bytes[at >>> 3]! << 8) | this.bytes[(at >>> 3) + 1]!) >>> (10 - (at & 7))) & 63
      if (six === 0) break
      codes[n] = SIX_BIT_CODES[six]!
      if (six !== 32) end = n + 1
    }
    return fromCodes(codes, end)
  }

  /** Copy of `bits` bits from `start`, the last byte padded with zeros. */
  copy(start: number, bits: number): Uint8Array {
    const out = new Uint8Array((bits + 7) >> 3)
    const tail = bits & 7
    for (let n = 0; n < out.length; n++) out[n] = this.u(start + n * 8, 8)
    if (tail !== 0) out[out.length - 1] = out[out.length - 1]! & (0xff << (8 - tail))
    return out
  }
}

/** Longest text in characters: a five-slot message 14 holds 161 (§3.12). */
const MAX_TEXT = 256
const TEXT = new Uint8Array(MAX_TEXT + 8)

/** Names have 7 or 20 characters: one call makes the string, which is faster than joining pieces. */
function fromCodes(c: Uint8Array, end: number): string {
  if (end === 0) return ''
  if (end <= 8) return eight(c, 0).slice(0, end)
  if (end <= 20) return twenty(c).slice(0, end)
  let out = ''
  for (let n = 0; n < end; n += 8) out += n + 8 <= end ? eight(c, n) : eight(c, n).slice(0, end - n)
  return out
}

function eight(c: Uint8Array, n: number): string {
  return String.fromCharCode(
    c[n]!,
    c[n + 1]!,
    c[n + 2]!,
    c[n + 3]!,
    c[n + 4]!,
    c[n + 5]!,
    c[n + 6]!,
    c[n + 7]!,
  )
}

function twenty(c: Uint8Array): string {
  return String.fromCharCode(
    c[0]!,
    c[1]!,
    c[2]!,
    c[3]!,
    c[4]!,
    c[5]!,
    c[6]!,
    c[7]!,
    c[8]!,
    c[9]!,
    c[10]!,
    c[11]!,
    c[12]!,
    c[13]!,
    c[14]!,
    c[15]!,
    c[16]!,
    c[17]!,
    c[18]!,
    c[19]!,
  )
}
