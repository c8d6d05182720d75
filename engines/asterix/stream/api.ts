import type { AsterixRecord } from '../generated/index.gen.ts'

/** How a source packs its blocks. `auto` looks at the first octets. */
export type Framing = 'auto' | 'raw' | 'final' | 'pcap'

/** Where a block lies in its source, and when and from whom it came where the framing says so. */
export interface Where {
  /** Octet of the block's category in the input, counted from 0. */
  readonly at: number
  readonly length: number
  /** Reception, Unix milliseconds UTC; from `final` recordings milliseconds of the day. */
  readonly timeMs: number | null
  /** Sender, `address:port`, where the framing or the caller knows it. */
  readonly source: string | null
  /** True when a record of the block could not be read to its end: all of it is in doubt. */
  readonly damaged: boolean
}

export type ProblemCode =
  | 'block.damaged'
  | 'block.unknown-category'
  | 'stream.skipped'
  | 'stream.truncated'
  | 'frame.format'
  | 'frame.fragment'

export interface AsterixProblem {
  readonly code: ProblemCode
  /** First octet concerned, counted from 0 in the input. */
  readonly at: number
  readonly length: number
  readonly message: string
  /** The octets as hexadecimal, where they could not be read at all; at most 65,535. */
  readonly octets?: string
}

/** Which edition the records of a source are read by, told when it is chosen and whenever it changes. */
export interface EditionChoice {
  readonly category: number
  readonly sac: number | null
  readonly sic: number | null
  readonly edition: string
  /** `given` by the caller, `announced` by category 247, else `tried`. */
  readonly how: 'given' | 'announced' | 'tried'
  /** Records looked at. */
  readonly records: number
  /** Records among them that this edition could not read, and values outside its limits and tables. */
  readonly unread: number
  readonly doubts: number
  /** Other editions carried that fit as well. */
  readonly alike: readonly string[]
}

export interface AsterixSink {
  record(record: AsterixRecord, where: Where): void
  problem(problem: AsterixProblem): void
  edition?(choice: EditionChoice): void
}

export interface DecoderOptions {
  /** Default `auto`. */
  readonly framing?: Framing
  /** Editions that are known, by category; the others are found. */
  readonly editions?: Readonly<Record<number, string>>
  /** Blocks held back until the editions are chosen; default 64, 0 gives every block at once. */
  readonly holdBlocks?: number
}

export interface AsterixStats {
  octets: number
  blocks: number
  records: number
  problems: number
}

export interface AsterixDecoder {
  /** The next octets of a file or stream; may end anywhere. */
  push(chunk: Uint8Array): void
  /** One datagram: whole blocks. `source` and `receivedMs` are handed on. */
  pushDatagram(datagram: Uint8Array, source?: string | null, receivedMs?: number | null): void
  /** Gives out what is held back, with the editions as known by now. */
  release(): void
  end(): void
  readonly stats: Readonly<AsterixStats>
}
