import { Buffered } from '../framing/buffered.ts'
import { FinalFramer, isFinal } from '../framing/final.ts'
import type { Framer, FrameSink, Payload } from '../framing/frame.ts'
import { datagramParts } from '../framing/oradis.ts'
import { FILE_HEADER_BYTES as PCAP_HEADER_BYTES, isPcap, PcapFramer } from '../framing/pcap.ts'
import { findEdition } from '../block/editions.ts'
import { HEADER_BYTES } from '../block/read-records.ts'
import type { AsterixDecoder, AsterixSink, AsterixStats, DecoderOptions, Framing } from './api.ts'
import { Blocks } from './blocks.ts'
import { Walk } from './walk.ts'

const HOLD_BLOCKS = 64
/** Enough to know a framing by: the largest FINAL frame. */
const LOOK_BYTES = 65_536
const NOWHERE = { timeMs: null, source: null }

/**
 * Octets in, records out. Editions that are `given` must be carried (`findEdition`), else it throws `BUG: …`; nothing
 * is thrown at input.
 */
export function createDecoder(sink: AsterixSink, options: DecoderOptions = {}): AsterixDecoder {
  const given = options.editions ?? {}
  for (const [category, edition] of Object.entries(given)) {
    if (findEdition(Number(category), edition) === null)
      throw new Error(`BUG: category ${category} edition ${edition} is not carried`)
  }
  return new Decoder(new Blocks(sink, given, options.holdBlocks ?? HOLD_BLOCKS), options.framing ?? 'auto')
}

class Decoder implements AsterixDecoder {
  private readonly blocks: Blocks
  private readonly walk: Walk
  private readonly waiting = new Buffered()
  private framing: Framing
  private framer: Framer | null = null

  constructor(blocks: Blocks, framing: Framing) {
    this.blocks = blocks
    this.walk = new Walk(blocks)
    this.framing = framing
  }

  get stats(): Readonly<AsterixStats> {
    return this.blocks.stats
  }

  push(chunk: Uint8Array): void {
    this.blocks.stats.octets += chunk.length
    this.waiting.append(plain(chunk))
    this.run(false)
    this.waiting.keep()
  }

  pushDatagram(datagram: Uint8Array, source: string | null = null, receivedMs: number | null = null): void {
    const at = this.blocks.stats.octets
    this.blocks.stats.octets += datagram.length
    this.payload({ bytes: plain(datagram), at, timeMs: receivedMs, source })
  }

  release(): void {
    this.blocks.release()
  }

  end(): void {
    this.run(true)
    this.blocks.release()
  }

  private run(last: boolean): void {
    const { bytes, at } = this.waiting
    if (this.framing === 'auto') {
      const found = this.framingOf(bytes, last)
      if (found === null) return
      this.framing = found
    }
    const done =
      this.framing === 'raw' ? this.walk.run(bytes, at, last, NOWHERE) : this.framerOf().run(bytes, at, last)
    this.waiting.drop(done)
  }

  /** Null while too little is there to tell. */
  private framingOf(bytes: Uint8Array, last: boolean): Framing | null {
    if (isPcap(bytes)) return 'pcap'
    if (isFinal(bytes)) return 'final'
    const length = bytes.length < HEADER_BYTES ? 0 : (bytes[1]! << 8) | bytes[2]!
    const block = bytes.length >= PCAP_HEADER_BYTES && length > HEADER_BYTES && length <= bytes.length
    if (block && this.blocks.probe(bytes, 0, length)) return 'raw'
    return last || bytes.length >= LOOK_BYTES ? 'raw' : null
  }

  private framerOf(): Framer {
    if (this.framer === null) {
      const sink: FrameSink = {
        payload: (payload) => this.payload(payload),
        problem: (problem) => this.blocks.problem(problem),
      }
      this.framer = this.framing === 'pcap' ? new PcapFramer(sink) : new FinalFramer(sink)
    }
    return this.framer
  }

  private payload({ bytes, at, timeMs, source }: Payload): void {
    for (const { from, to } of datagramParts(bytes))
      this.walk.run(bytes.subarray(from, to), at + from, true, { timeMs, source })
  }
}

/** Node's Buffer reads `slice` otherwise than the standard array does; nothing here may depend on which it is. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}
