import { editionsOf } from '../block/editions.ts'
import { HEADER_BYTES, readRecords } from '../block/read-records.ts'
import { EditionChooser } from '../edition/chooser.ts'
import { Announced } from '../edition/announced.ts'
import type { AsterixRecord } from '../generated/index.gen.ts'
import type { AsterixProblem, AsterixSink, AsterixStats, Where } from './api.ts'

export interface Origin {
  readonly timeMs: number | null
  readonly source: string | null
}

interface Held {
  readonly bytes: Uint8Array
  readonly at: number
  readonly origin: Origin
}

/** Reads blocks, holds the first ones back until their editions are known, and hands out records. */
export class Blocks {
  readonly stats: AsterixStats = { octets: 0, blocks: 0, records: 0, problems: 0 }
  private readonly sink: AsterixSink
  private readonly announced = new Announced()
  private readonly chooser: EditionChooser
  private readonly holdBlocks: number
  private held: (Held | AsterixProblem)[] = []
  private holding: boolean

  constructor(sink: AsterixSink, given: Readonly<Record<number, string>>, holdBlocks: number) {
    this.sink = sink
    this.chooser = new EditionChooser(given, this.announced, (choice) => sink.edition?.(choice))
    this.holdBlocks = holdBlocks
    this.holding = holdBlocks > 0
  }

  /** True when the octets are a block that some edition reads to its end. */
  readable(bytes: Uint8Array, from: number, to: number): boolean {
    const category = bytes[from]!
    return editionsOf(category).length > 0 && this.chooser.observe(category, bytes, from + HEADER_BYTES, to)
  }

  /** As `readable`, without counting it for or against an edition. */
  probe(bytes: Uint8Array, from: number, to: number): boolean {
    return editionsOf(bytes[from]!).some((code) => !readRecords(code, bytes, from + HEADER_BYTES, to).damaged)
  }

  /** Hands out the block, or holds it back. `readable` was asked of it before. */
  deliver(bytes: Uint8Array, from: number, to: number, at: number, origin: Origin): void {
    this.stats.blocks++
    if (!this.holding) {
      this.handOut(bytes, from, to, at, origin)
      return
    }
    this.held.push({ bytes: new Uint8Array(bytes.subarray(from, to)), at, origin })
    if (this.held.length >= this.holdBlocks) this.release()
  }

  problem(problem: AsterixProblem): void {
    this.stats.problems++
    if (this.holding && this.held.length < this.holdBlocks * 2) this.held.push(problem)
    else this.sink.problem(problem)
  }

  release(): void {
    const held = this.held
    this.held = []
    this.holding = false
    for (const each of held) {
      if ('code' in each) this.sink.problem(each)
      else this.handOut(each.bytes, 0, each.bytes.length, each.at, each.origin)
    }
  }

  private handOut(bytes: Uint8Array, from: number, to: number, at: number, origin: Origin): void {
    const category = bytes[from]!
    const { records, damaged } = this.chooser.read(category, bytes, from + HEADER_BYTES, to)
    const where: Where = { at, length: to - from, timeMs: origin.timeMs, source: origin.source, damaged }
    for (const each of records) {
      const record = each as AsterixRecord
      if (record.cat === 247) this.announced.note(record)
      this.stats.records++
      this.sink.record(record, where)
    }
    const unread = damaged ? records.at(-1)?.unread : undefined
    if (unread === undefined) return
    this.stats.problems++
    const edition = records[0]!.edition
    const rest = unread.octets.length / 2
    this.sink.problem({
      code: 'block.damaged',
      at: at + (to - from) - rest,
      length: rest,
      message: `category ${category} edition ${edition}, record ${records.length} of the block at ${at}: item ${unread.item} ${WHY[unread.why]}`,
    })
  }
}

const WHY = {
  short: 'needs more octets than the block has',
  unknown: 'is not defined in this edition',
  length: 'has length 0',
}
