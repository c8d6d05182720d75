import type { CutRecording, Piece, PieceCutter } from '@basinet/kernel/feeds'
import { ASTERIX } from './consumers.ts'

const FILE_HEADER = 24
const PACKET_HEADER = 16
/** Magic numbers of libpcap files, microseconds and nanoseconds (draft-ietf-opsawg-pcap). */
const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
const PACKET_MAX = 262_144

/** Cuts recordings at their own times: packets of a pcap file, frames of Beast by their 12 MHz counter, lines as they come. */
export const cutRecording: CutRecording = (content) =>
  content === ASTERIX ? createPcapCutter : createBeastCutter

/** What is no pcap file has no times: it is played as fast as it is taken. */
function createPcapCutter(): PieceCutter {
  let held = new Uint8Array(0)
  let order: { little: boolean; perSecond: number } | null | undefined

  function* cut(): Iterable<Piece> {
    if (order === undefined) {
      if (held.length < FILE_HEADER) return
      order = orderOf(held)
      yield { bytes: take(FILE_HEADER), timeMs: null }
    }
    if (order === null) {
      if (held.length > 0) yield { bytes: take(held.length), timeMs: null }
      return
    }
    while (held.length >= PACKET_HEADER) {
      const view = new DataView(held.buffer, held.byteOffset)
      const { little, perSecond } = order
      const length = view.getUint32(8, little)
      if (length > PACKET_MAX) order = null
      if (order === null || held.length < PACKET_HEADER + length) break
      const timeMs = view.getUint32(0, little) * 1000 + (view.getUint32(4, little) / perSecond) * 1000
      yield { bytes: take(PACKET_HEADER + length), timeMs }
    }
  }
  const take = (count: number): Uint8Array => {
    const bytes = held.subarray(0, count)
    held = held.subarray(count)
    return bytes
  }
  return {
    push(chunk) {
      held = joined(held, chunk)
      return cut()
    },
    end: () => (held.length === 0 ? [] : [{ bytes: take(held.length), timeMs: null }]),
  }
}

function orderOf(bytes: Uint8Array): { little: boolean; perSecond: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (const little of [true, false]) {
    const magic = view.getUint32(0, little)
    if (magic === MICROSECONDS) return { little, perSecond: 1e6 }
    if (magic === NANOSECONDS) return { little, perSecond: 1e9 }
  }
  return null
}

const ESCAPE = 0x1a
const COUNTER_BYTES = 6
const TICKS_PER_MS = 12_000
/** No Beast frame is longer, every octet doubled. */
const FRAME_MAX = 46

/** Frames begin with an escape that is not doubled; text has none and is given on whole. */
function createBeastCutter(): PieceCutter {
  let held = new Uint8Array(0)

  function* cut(last: boolean): Iterable<Piece> {
    let from = 0
    for (let at = nextFrame(held, 1); at !== -1; at = nextFrame(held, at + 1)) {
      yield { bytes: held.subarray(from, at), timeMs: timeOf(held.subarray(from, at)) }
      from = at
    }
    held = held.subarray(from)
    if (held.length === 0 || (!last && held[0] === ESCAPE && held.length <= FRAME_MAX)) return
    yield { bytes: held, timeMs: timeOf(held) }
    held = new Uint8Array(0)
  }
  return {
    push(chunk) {
      held = joined(held, chunk)
      return cut(false)
    },
    end: () => cut(true),
  }
}

/** Index of the next escape that begins a frame, from an index that lies on no second half of a doubled one. */
function nextFrame(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== ESCAPE) continue
    if (bytes[at + 1] === ESCAPE) at++
    else return at
  }
  return -1
}

function timeOf(frame: Uint8Array): number | null {
  if (frame[0] !== ESCAPE) return null
  let ticks = 0
  let n = 0
  for (let at = 2; at < frame.length && n < COUNTER_BYTES; at++, n++) {
    if (frame[at] === ESCAPE) at++
    ticks = ticks * 256 + frame[at]!
  }
  return n === COUNTER_BYTES ? ticks / TICKS_PER_MS : null
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(a.length + b.length)
  out.set(a)
  out.set(b, a.length)
  return out
}
