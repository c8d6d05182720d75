import { contactKind } from '../contract/contact-key.ts'
import type { Board } from '../live/board.ts'
import { classCode, NOT_AVAILABLE, toCog, toE7, toSog } from '../positions/scaled.ts'
import type { PositionWriter } from '../positions/writer.ts'
import type { FusedEntry } from './fused-entry.ts'

/** A system track is stored this seldom. */
const STORE_EVERY_MS = 10_000
const RADAR = classCode('radar')

/** What only trackers see, on the board. */
export class TrackBoard {
  private readonly board: Board
  private readonly writer: Pick<PositionWriter, 'add'>
  private readonly storedMs = new Map<number, number>()
  private shown = new Set<number>()

  constructor(board: Board, writer: Pick<PositionWriter, 'add'>) {
    this.board = board
    this.writer = writer
  }

  /** Puts them on the board; gives those that ended or are somebody known now. */
  show(entries: readonly FusedEntry[], nowMs: number): number[] {
    const here = new Set<number>()
    for (const one of entries) {
      if (contactKind(one.key) !== 'track') continue
      const { key, atMs, source } = one
      here.add(key)
      const values = [toE7(one.lon), toE7(one.lat), toSog(one.sogKn), toCog(one.cogDeg)] as const
      const rest = [NOT_AVAILABLE, NOT_AVAILABLE, RADAR, source] as const
      this.board.put(key, atMs, ...values, ...rest)
      if (nowMs - (this.storedMs.get(key) ?? 0) < STORE_EVERY_MS) continue
      this.storedMs.set(key, nowMs)
      this.writer.add(atMs, key, ...values, ...rest)
    }
    const ended = [...this.shown].filter((key) => !here.has(key))
    for (const key of ended) {
      this.board.remove(key)
      this.storedMs.delete(key)
    }
    this.shown = here
    return ended
  }
}
