import { sameBytes, type CheckedBatch } from '../wire/index.ts'

/** Batches of one sender: what a link has under way at once, and as much again. */
const SENDER_MAX = 8
/** Of all senders together, bytes. */
const BYTES_MAX = 32 * 1024 * 1024

/**
 * Batches that came before the one they follow, as happens where several are under way over connections of one thin link.
 * Kept in memory only: whoever sent them sends them again.
 */
export class EarlyBatches {
  #kept: { readonly batch: CheckedBatch; readonly bytes: number }[] = []

  keep(batch: CheckedBatch): void {
    const { from, lane, first } = batch
    const others = this.#kept.filter(
      ({ batch: b }) => b.from !== from || b.lane !== lane || b.first !== first,
    )
    const own = others.filter(({ batch: b }) => b.from === from)
    const oldest = own.length >= SENDER_MAX ? own[0] : undefined
    const bytes = batch.frames.reduce((sum, f) => sum + f.body.length, 0)
    this.#kept = [...others.filter((k) => k !== oldest), { batch, bytes }]
    let size = this.#kept.reduce((sum, k) => sum + k.bytes, 0)
    while (size > BYTES_MAX) size -= this.#kept.shift()?.bytes ?? size
  }

  /** The one that continues a stream which ends here at `seq` and `hash`; it is kept no longer, and neither is what came since. */
  next(from: string, lane: number, seq: number, hash: Uint8Array): CheckedBatch | null {
    const mine = this.#kept.filter(({ batch: b }) => b.from === from && b.lane === lane)
    if (mine.length === 0) return null
    const found = mine.find(({ batch: b }) => b.first === seq + 1 && sameBytes(b.prevHash, hash))
    // Of what does not fit nothing is believed here: sent again, it is judged.
    this.#kept = this.#kept.filter((k) => k !== found && !(mine.includes(k) && k.batch.first <= seq + 1))
    return found?.batch ?? null
  }
}
