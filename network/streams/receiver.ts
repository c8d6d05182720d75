import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  encodeReceipt,
  LANES,
  readHead,
  sameBytes,
  STREAM_START,
  WANTED_MAX,
  type CheckedBatch,
  type Lane,
  type LaneState,
} from '../wire/index.ts'
import type { StreamContext } from './context.ts'
import { EarlyBatches } from './early.ts'
import { scrubLane } from './heal.ts'
import { creditOf } from './lanes.ts'
import { FrameFault, openAhead, takeFrames, type Incoming, type OpenedAhead } from './open-frames.ts'
import { DiskFull, type InFrame, type InStream, type StreamStore, type StreamTx } from './store.ts'

/** Where a stream ends here, and the receipt that says so. */
interface Standing {
  readonly receipt: Uint8Array
  readonly seq: number
  readonly hash: Uint8Array
}

/** The receiving side of a node's streams. What it remembers besides the store may be lost at any time. */
export class Receiver<Tx extends StreamTx> {
  readonly #ctx: StreamContext<Tx>
  readonly #store: StreamStore<Tx>
  readonly #early = new EarlyBatches()
  /** Of each stream by sender and lane: how far it was here last, and the number after the last that came. */
  readonly #ends = new Map<string, { have: number | null; next: number }>()
  readonly #ahead = new WeakMap<CheckedBatch, OpenedAhead>()

  constructor(ctx: StreamContext<Tx>, store: StreamStore<Tx>) {
    this.#ctx = ctx
    this.#store = store
  }

  /**
   * Takes a checked batch in: what is new gets its effects, what is missing is filled, a gap is answered by what this node
   * has. Returns the receipt, which is true on disk. Errors: `stream.not-ours`, `stream.fork`, `stream.disk-full`.
   */
  async batch(batch: CheckedBatch): Promise<Result<Uint8Array>> {
    if (batch.to !== this.#ctx.me) return fail('stream.not-ours', `it is for ${batch.to}`, 'to')
    const { from, lane } = batch
    this.#open(batch)
    let answer = await this.#whole(batch)
    while (answer.ok) {
      const { seq, hash } = answer.value
      const follower = this.#early.next(from, lane, seq, hash)
      if (follower === null) break
      answer = await this.#whole(follower)
    }
    return answer.ok ? ok(answer.value.receipt) : answer
  }

  /**
   * Opens a batch that goes on where the last one ended. One that comes out of order, or again, waits for the store's word on what
   * of it is new: a member that repeats itself costs no more than the hashes.
   */
  #open(batch: CheckedBatch): void {
    const { from, lane, first, frames } = batch
    const name = `${from}/${lane}`
    const end = this.#ends.get(name)
    this.#ends.set(name, { have: end?.have ?? null, next: first + frames.length })
    if (end === undefined || end.have === null || first <= end.have || first !== end.next) return
    if (creditOf(lane, this.#ctx.room()) > 0) this.#ahead.set(batch, openAhead(this.#ctx, first, frames))
  }

  async #whole(batch: CheckedBatch): Promise<Result<Standing>> {
    const skip = new Set<number>()
    for (;;) {
      try {
        return await this.#store.transact((tx) => this.#take(tx, batch, skip))
      } catch (error) {
        if (error instanceof DiskFull) return fail('stream.disk-full', 'nothing was taken: the disk is full')
        if (!(error instanceof FrameFault)) throw error
        const [only] = error.seqs
        // A batch with a fault in it is taken frame by frame; the one that fails alone is put aside.
        if (error.seqs.length > 1) return this.#oneByOne(batch)
        if (only === undefined || skip.has(only)) throw error
        skip.add(only)
      }
    }
  }

  async #oneByOne(batch: CheckedBatch): Promise<Result<Standing>> {
    let answer: Result<Standing> = fail('stream.empty', 'the batch has no frames')
    for (const [i, frame] of batch.frames.entries()) {
      const first = batch.first + i
      answer = await this.#whole({
        ...batch,
        first,
        prevHash: batch.hashes[i - 1] ?? batch.prevHash,
        frames: [frame],
        hashes: batch.hashes.slice(i, i + 1),
        damaged: batch.damaged.filter((seq) => seq === first),
      })
      if (!answer.ok) return answer
    }
    return answer
  }

  async #take(tx: Tx, batch: CheckedBatch, skip: ReadonlySet<number>): Promise<Result<Standing>> {
    const { from, lane, first } = batch
    const stream = await tx.inStream(from, lane)
    const gap = first > stream.seq + 1
    // A sender that has credit left over from better days sends it again later; one that ignores credit gets no further.
    const uninvited = first > stream.seq && creditOf(lane, this.#ctx.room()) === 0
    if (gap) this.#early.keep(batch)
    if (!gap && !uninvited) {
      if (!(await this.#fitsWhole(tx, batch, stream))) {
        await this.#ctx.record(tx, { kind: 'fork', peer: from, lane, seq: first })
        return fail('stream.fork', `${from} signed two different streams on lane ${lane}`, 'prevHash')
      }
      const whole = await tx.inStream(from, lane)
      const taken = await this.#keep(tx, batch, whole, skip)
      await this.#advance(tx, batch, whole, taken)
    }
    const receipt = await this.receipt(tx, from)
    const { seq, hash } = await tx.inStream(from, lane)
    const end = this.#ends.get(`${from}/${lane}`)
    if (end !== undefined) end.have = seq
    return ok({ receipt, seq, hash })
  }

  /** A lie is a grave charge: what was stored here is read over before it is made. */
  async #fitsWhole(tx: Tx, batch: CheckedBatch, stream: InStream): Promise<boolean> {
    if (await this.#fits(tx, batch, stream)) return true
    const { from, lane } = batch
    const damaged = await scrubLane(this.#ctx, tx, from, lane)
    return damaged > 0 && this.#fits(tx, batch, await tx.inStream(from, lane))
  }

  /** Does the batch continue, or repeat, what this node has of the stream? */
  async #fits(tx: Tx, batch: CheckedBatch, stream: InStream): Promise<boolean> {
    const { from, lane, first, hashes } = batch
    const overlap = Math.min(hashes.length, stream.seq - first + 1)
    if (first === stream.seq + 1 && !sameBytes(batch.prevHash, stream.hash)) return false
    if (overlap <= 0) return true
    const stored = await tx.inFrames(from, lane, first, overlap)
    return stored.every(
      (f) => f.state === 'missing' || sameBytes(f.hash, hashes[f.seq - first] as Uint8Array),
    )
  }

  /** Frames of the batch that are new or were missing. */
  async #keep(
    tx: Tx,
    batch: CheckedBatch,
    stream: InStream,
    skip: ReadonlySet<number>,
  ): Promise<readonly InFrame[]> {
    const { from, lane, first, frames } = batch
    const known = new Map<number, InFrame>()
    if (first <= stream.seq)
      for (const f of await tx.inFrames(from, lane, first, frames.length)) known.set(f.seq, f)
    const incoming = frames.flatMap((frame, i): Incoming[] => {
      const seq = first + i
      const there = known.get(seq)
      if (there !== undefined && there.state !== 'missing') return []
      const body = batch.damaged.includes(seq) ? 'missing' : frame.body
      return [{ seq, envelope: frame.envelopeHash, hash: batch.hashes[i] as Uint8Array, body }]
    })
    const taken = await takeFrames(this.#ctx, tx, from, incoming, skip, this.#ahead.get(batch))
    await tx.putInFrames(from, lane, taken.frames)
    await tx.keepInEnvelopes(taken.kept)
    for (const { seq, state, reason } of taken.frames) {
      const envelope = taken.ids.get(seq) ?? null
      if (state === 'missing')
        await this.#ctx.record(tx, { kind: 'damaged', side: 'in', peer: from, lane, seq })
      else if (state !== 'gone')
        await this.#ctx.record(tx, { kind: state, from, lane, seq, envelope, reason })
    }
    return taken.frames
  }

  async #advance(tx: Tx, batch: CheckedBatch, stream: InStream, taken: readonly InFrame[]): Promise<void> {
    const last = batch.first + batch.frames.length - 1
    if (last === stream.seq && stream.head === null && batch.signedHead.seq === last)
      await tx.saveInStream({ ...stream, hash: batch.signedHead.hash, head: batch.head })
    if (last <= stream.seq || taken.length === 0) return
    const hash = batch.hashes.at(-1) ?? STREAM_START
    // A batch taken frame by frame has its head only at its last frame.
    const head = batch.signedHead.seq === last ? batch.head : null
    await tx.saveInStream({ ...stream, seq: last, hash, head: head ?? stream.head })
  }

  /** The signed word on how far every lane of a sender is on disk here. */
  async receipt(tx: Tx, from: string): Promise<Uint8Array> {
    const { me, now, signer, room } = this.#ctx
    const lanes: LaneState[] = []
    for (const lane of LANES) {
      const stream = await this.#wholeStream(tx, from, lane)
      const missing = await tx.inFramesIn(from, lane, 'missing', WANTED_MAX)
      const wanted = missing.map((f) => f.seq)
      const credit = creditOf(lane, room())
      lanes.push({ lane, have: stream.seq, hash: stream.hash, credit, wanted, head: stream.head })
    }
    return encodeReceipt(me, from, now(), lanes, signer())
  }

  /** A turned bit must not be signed as what this node has: the head kept beside it says what that was. */
  async #wholeStream(tx: Tx, from: string, lane: Lane): Promise<InStream> {
    const stream = await tx.inStream(from, lane)
    const head = stream.head === null ? null : readHead(stream.head)
    if (stream.head === null || (head?.seq === stream.seq && sameBytes(head.hash, stream.hash))) return stream
    // A batch that is taken frame by frame has its head at its last frame only.
    if (head !== null && head.seq < stream.seq) return stream
    await scrubLane(this.#ctx, tx, from, lane)
    return tx.inStream(from, lane)
  }

  /** Hands over once more what was parked, after an upgrade or a new register; how many found their effects. */
  async retryParked(from: string, most: number): Promise<number> {
    return this.#store.transact(async (tx) => {
      let applied = 0
      for (const lane of LANES) {
        const parked = await tx.inFramesIn(from, lane, 'parked', most)
        const incoming: Incoming[] = []
        for (const { seq, envelope, hash } of parked) {
          const kept = await tx.inEnvelope(envelope)
          incoming.push({ seq, envelope, hash, body: kept?.sealed ?? 'missing' })
        }
        const taken = await takeFrames(this.#ctx, tx, from, incoming, new Set())
        await tx.putInFrames(from, lane, taken.frames)
        applied += taken.frames.filter((f) => f.state === 'applied').length
      }
      return applied
    })
  }
}
