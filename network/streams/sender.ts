import { LANES, openHead, sameBytes, type Lane, type StreamReceipt } from '../wire/index.ts'
import { everSignKeys } from '../register/index.ts'
import { buildBatch } from './build-batch.ts'
import type { StreamContext } from './context.ts'
import { pickLane, type LaneDemand } from './lanes.ts'
import { mendOutChain } from './mend-chain.ts'
import { messageBytes, numberFrames } from './number-frames.ts'
import type { OutStream, StreamStore, StreamTx } from './store.ts'

/** Without a receipt for this long, what was sent is sent again; milliseconds. */
export const RETRANSMIT_MS = 20_000
/** Frames on their way to one receiver on one lane, beyond the last receipt. */
const BATCH_FRAMES = 512

interface Cursor {
  /** Next frame to send. */
  next: number
  /** Last frame the receiver said it has, as of its newest receipt; null before the first. */
  have: number | null
  wanted: number[]
  sentAt: number
  /** When the oldest of what waits began to. */
  since: number
}

/** The sending side of a node's streams. What it remembers besides the store may be lost at any time. */
export class Sender<Tx extends StreamTx> {
  readonly #ctx: StreamContext<Tx>
  readonly #store: StreamStore<Tx>
  readonly #cursors = new Map<string, Cursor>()

  constructor(ctx: StreamContext<Tx>, store: StreamStore<Tx>) {
    this.#ctx = ctx
    this.#store = store
  }

  /**
   * The next message for a receiver, on disk before it is given; null when nothing waits, or credit and the receipts
   * outstanding allow no more.
   */
  async next(to: string, maxBytes: number): Promise<Uint8Array | null> {
    const sent = await this.#store.transact(async (tx) => {
      const streams: OutStream[] = []
      const demands: LaneDemand[] = []
      for (const lane of LANES) {
        const stream = await tx.outStream(to, lane)
        streams.push(stream)
        const demand = await this.#demand(tx, stream)
        if (demand !== null) demands.push(demand)
      }
      const lane = pickLane(demands, this.#ctx.now())
      const stream = streams.find((s) => s.lane === lane)
      return stream === undefined ? null : this.#fill(tx, stream, maxBytes)
    })
    if (sent === null) return null
    const cursor = this.#cursor(to, sent.lane)
    cursor.sentAt = this.#ctx.now()
    if (sent.wanted) cursor.wanted = cursor.wanted.filter((seq) => seq < sent.first || seq > sent.last)
    else cursor.next = Math.max(cursor.next, sent.last + 1)
    return sent.bytes
  }

  /** Begins again behind the last receipt, without waiting for `RETRANSMIT_MS`. */
  rewind(to: string): void {
    for (const lane of LANES) {
      const cursor = this.#cursors.get(`${to}/${lane}`)
      // Before the first receipt of this process the store knows how far the receiver is.
      if (cursor?.have === null) this.#cursors.delete(`${to}/${lane}`)
      else if (cursor !== undefined && cursor.next > cursor.have + 1) cursor.next = cursor.have + 1
    }
  }

  async #demand(tx: Tx, stream: OutStream): Promise<LaneDemand | null> {
    const { to, lane } = stream
    const cursor = this.#cursor(to, lane, stream.acked)
    const now = this.#ctx.now()
    const back = (cursor.have ?? stream.acked) + 1
    if (cursor.next > back && now - cursor.sentAt >= RETRANSMIT_MS) cursor.next = back
    if (cursor.wanted.length > 0) return { lane, since: cursor.sentAt }
    if (stream.resync) return null
    // Credit may have been taken back since frames got their numbers: sent again and again, they would only be left again.
    if (Math.min(cursor.next, stream.seq + 1) > stream.acked + stream.credit) return null
    if (cursor.next <= stream.seq) return { lane, since: Math.min(cursor.since, now) }
    const [oldest] = await tx.pending(to, lane, 1)
    if (oldest === undefined) return null
    cursor.since = oldest.at
    return { lane, since: oldest.at }
  }

  async #fill(tx: Tx, stream: OutStream, maxBytes: number) {
    const { to, lane } = stream
    const cursor = this.#cursor(to, lane)
    const [wanted] = cursor.wanted
    const bytes = messageBytes(lane, maxBytes)
    if (wanted !== undefined) {
      const run = runLength(cursor.wanted)
      const built = await buildBatch(this.#ctx, tx, stream, wanted, run, bytes)
      if (built === null) cursor.wanted = cursor.wanted.slice(run)
      return built === null ? null : { ...built, lane, wanted: true }
    }
    const { stream: current, judged } =
      cursor.next > stream.seq
        ? await numberFrames(this.#ctx, tx, stream, BATCH_FRAMES, bytes)
        : { stream, judged: new Map() }
    const most = Math.min(BATCH_FRAMES, stream.acked + stream.credit - cursor.next + 1)
    const built = await buildBatch(this.#ctx, tx, current, cursor.next, most, bytes, judged)
    return built === null ? null : { ...built, lane, wanted: false }
  }

  /** Takes a receipt: what the receiver has, wants again, and how much more it takes. */
  async receipt(receipt: StreamReceipt): Promise<void> {
    const to = receipt.by
    await this.#store.transact(async (tx) => {
      for (const state of receipt.lanes) {
        const stream = await tx.outStream(to, state.lane)
        // An old receipt that comes late says nothing new.
        if (receipt.at < stream.receiptAt) continue
        const known = await this.#reconcile(tx, stream, state, receipt.at)
        if (known) this.#advance(to, state)
      }
    })
  }

  /**
   * True when the receiver's word fits our stream. Where it does not and our own signature is not shown for it, what the
   * receiver has stored is damaged: it finds that itself, and asks again.
   */
  async #reconcile(
    tx: Tx,
    stream: OutStream,
    state: StreamReceipt['lanes'][number],
    receiptAt: number,
  ): Promise<boolean> {
    const { to, lane } = stream
    const base = { ...stream, credit: state.credit, receiptAt }
    if (state.have > stream.seq) {
      if (!this.#signed(to, state)) return false
      // We were restored: frames with these numbers are out, so ours go on above them.
      const { have, hash } = state
      const from = { seq: have, hash, baseSeq: have, baseHash: hash, acked: have, resync: false }
      await tx.saveOutStream({ ...base, ...from })
      await this.#ctx.record(tx, { kind: 'resumed', peer: to, lane, seq: state.have })
      return true
    }
    const same = state.have === 0 || (await this.#sameChain(tx, stream, state))
    // What is stored here is read over before two histories are said to be signed.
    const whole = same ? stream : await mendOutChain(this.#ctx, tx, stream)
    if (!same && !(await this.#sameChain(tx, whole, state))) {
      if (this.#signed(to, state))
        await this.#ctx.record(tx, { kind: 'fork', peer: to, lane, seq: state.have })
      return false
    }
    const acked = Math.max(stream.acked, state.have)
    await tx.saveOutStream({ ...base, hash: whole.hash, acked, resync: false })
    return true
  }

  async #sameChain(tx: Tx, stream: OutStream, state: StreamReceipt['lanes'][number]): Promise<boolean> {
    if (state.have === stream.seq) return sameBytes(stream.hash, state.hash)
    const [frame] = await tx.outFrames(stream.to, stream.lane, state.have, 1)
    // A frame that was lost with a restore cannot be compared; the chain above it was adopted from our own signature.
    return frame?.seq !== state.have || sameBytes(frame.hash, state.hash)
  }

  /** Does the receiver show our own signature for what it says it has? One by a key that was revoked since counts here too. */
  #signed(to: string, { lane, have, hash, head }: StreamReceipt['lanes'][number]): boolean {
    const { register, me } = this.#ctx
    const opened = head === null ? null : openHead(head, everSignKeys(register()))
    if (opened === null || !opened.ok || opened.value.from !== me) return false
    const { value } = opened
    return value.to === to && value.lane === lane && value.seq === have && sameBytes(value.hash, hash)
  }

  #advance(to: string, state: StreamReceipt['lanes'][number]): void {
    const cursor = this.#cursor(to, state.lane)
    const before = cursor.have
    cursor.have = state.have
    cursor.wanted = [...state.wanted]
    if (cursor.next <= state.have) cursor.next = state.have + 1
    // Less than it had: it was restored, and gets the rest again at once.
    if (before !== null && state.have < before) cursor.next = state.have + 1
  }

  #cursor(to: string, lane: Lane, acked = 0): Cursor {
    const id = `${to}/${lane}`
    let cursor = this.#cursors.get(id)
    if (cursor === undefined) {
      cursor = { next: acked + 1, have: null, wanted: [], sentAt: 0, since: this.#ctx.now() }
      this.#cursors.set(id, cursor)
    }
    return cursor
  }
}

/** How many of the wanted frames follow each other. */
function runLength(wanted: readonly number[]): number {
  let length = 1
  while (wanted[length] === (wanted[0] as number) + length) length++
  return length
}
