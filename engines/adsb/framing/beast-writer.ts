import { LONG_BYTES } from '../bits/frame-bits.ts'
import { ESCAPE, HEAD_BYTES } from './beast-reader.ts'

export interface BeastOptions {
  /** 12 MHz counter, kept to 48 bits. Default 0. */
  ticks?: number
  /** Signal byte 0 to 255. Default 0. */
  level?: number
}

/** One frame as Beast binary, escapes included. */
export function beastFrame(frame: Uint8Array, options: BeastOptions = {}): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES)
  let ticks = Math.floor(options.ticks ?? 0)
  for (let n = 5; n >= 0; n--) {
    head[n] = ticks % 256
    ticks = Math.floor(ticks / 256)
  }
  head[6] = options.level ?? 0
  const out = [ESCAPE, frame.length === LONG_BYTES ? 0x33 : 0x32]
  for (const byte of [...head, ...frame]) {
    out.push(byte)
    if (byte === ESCAPE) out.push(ESCAPE)
  }
  return Uint8Array.from(out)
}
