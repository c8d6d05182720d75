import type { Framer, FrameSink } from './frame.ts'
import { PacketReader } from './packet.ts'

/** libpcap's file header and record header (draft-ietf-opsawg-pcap, 4 and 5). */
export const FILE_HEADER_BYTES = 24
const RECORD_HEADER_BYTES = 16
const MAGIC_MICROSECONDS = 0xa1b2c3d4
const MAGIC_NANOSECONDS = 0xa1b23c4d
/** No capture of an IP packet is longer; a larger length is damage. */
const RECORD_MAX_BYTES = 262_144

interface Header {
  readonly littleEndian: boolean
  readonly perMs: number
  readonly link: number
}

export function isPcap(bytes: Uint8Array): boolean {
  return headerOf(bytes) !== null
}

function headerOf(bytes: Uint8Array): Header | null {
  if (bytes.length < FILE_HEADER_BYTES) return null
  const view = viewOf(bytes)
  for (const littleEndian of [true, false]) {
    const magic = view.getUint32(0, littleEndian)
    if (magic !== MAGIC_MICROSECONDS && magic !== MAGIC_NANOSECONDS) continue
    const link = view.getUint32(20, littleEndian) & 0xffff
    return { littleEndian, perMs: magic === MAGIC_MICROSECONDS ? 1000 : 1_000_000, link }
  }
  return null
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

export class PcapFramer implements Framer {
  private readonly sink: FrameSink
  private readonly packets: PacketReader
  private header: Header | null = null

  constructor(sink: FrameSink) {
    this.sink = sink
    this.packets = new PacketReader(sink)
  }

  run(bytes: Uint8Array, at: number, last: boolean): number {
    let p = 0
    if (this.header === null) {
      this.header = headerOf(bytes)
      if (this.header === null) return last ? this.refuse(bytes, at, 'a pcap file header') : 0
      p = FILE_HEADER_BYTES
    }
    const view = viewOf(bytes)
    while (p < bytes.length) {
      const left = bytes.length - p
      const length = left < RECORD_HEADER_BYTES ? 0 : view.getUint32(p + 8, this.header.littleEndian)
      if (length > RECORD_MAX_BYTES) return p + this.refuse(bytes.subarray(p), at + p, 'a pcap record header')
      if (left < RECORD_HEADER_BYTES + length || left < RECORD_HEADER_BYTES)
        return last ? p + this.refuse(bytes.subarray(p), at + p, 'a whole pcap record') : p
      const from = p + RECORD_HEADER_BYTES
      const seconds = view.getUint32(p, this.header.littleEndian)
      const timeMs = seconds * 1000 + view.getUint32(p + 4, this.header.littleEndian) / this.header.perMs
      this.packets.read(bytes.subarray(from, from + length), at + from, this.header.link, Math.floor(timeMs))
      p = from + length
    }
    return p
  }

  /** Where a length is wrong nothing after it can be placed. */
  private refuse(bytes: Uint8Array, at: number, expected: string): number {
    this.sink.problem({ code: 'frame.format', at, length: bytes.length, message: `expected ${expected}` })
    return bytes.length
  }
}
