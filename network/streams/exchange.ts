import { fail, ok, type Result } from '@basinet/kernel/contract'
import { isMember, signKeys } from '../register/index.ts'
import { encodeAsk, openMessage } from '../wire/index.ts'
import type { StreamContext } from './context.ts'
import { scrubInbox, scrubOutbox } from './heal.ts'
import { queueRelease, type Release } from './queue.ts'
import { Receiver } from './receiver.ts'
import { Sender } from './sender.ts'
import { DiskFull, type Selection, type StreamStore, type StreamTx } from './store.ts'
import type { Gone } from '../wire/index.ts'

export interface Reply {
  readonly to: string
  readonly bytes: Uint8Array
}

/**
 * A node's part in the exchange: takes releases in, gives messages out for whatever carries them, and takes messages in.
 * A transport calls `next` until it answers null or its link is full, hands what arrives to `receive`, and carries the
 * replies back. Messages may be lost, doubled, reordered and delayed for months.
 */
export class Exchange<Tx extends StreamTx> {
  readonly #ctx: StreamContext<Tx>
  readonly #store: StreamStore<Tx>
  readonly #sender: Sender<Tx>
  readonly #receiver: Receiver<Tx>

  constructor(ctx: StreamContext<Tx>, store: StreamStore<Tx>) {
    this.#ctx = ctx
    this.#store = store
    this.#sender = new Sender(ctx, store)
    this.#receiver = new Receiver(ctx, store)
  }

  /** Queues in the caller's own transaction: with the record it is about, or not at all. */
  queue(tx: Tx, release: Release): Promise<Result<Uint8Array>> {
    return queueRelease(this.#ctx, tx, release)
  }

  next(to: string, maxBytes: number): Promise<Uint8Array | null> {
    return this.#sender.next(to, maxBytes)
  }

  /** Everything sent was answered, or its connection broke: what the receipts do not cover is sent again. */
  rewind(to: string): void {
    this.#sender.rewind(to)
  }

  /** Asks a peer for its receipt: at connecting, and after a restore, before anything new gets a number. */
  ask(to: string): Uint8Array {
    return encodeAsk(this.#ctx.me, to)
  }

  /** Errors: of `openMessage`; `stream.not-ours`, `stream.fork`, `stream.disk-full`, `stream.member`. */
  async receive(bytes: Uint8Array): Promise<Result<Reply | null>> {
    try {
      return await this.#receive(bytes)
    } catch (error) {
      if (!(error instanceof DiskFull)) throw error
      return fail('stream.disk-full', 'nothing was taken: the disk is full')
    }
  }

  async #receive(bytes: Uint8Array): Promise<Result<Reply | null>> {
    const { me, register, now } = this.#ctx
    const message = openMessage(bytes, signKeys(register(), now()))
    if (!message.ok) return message
    const { value } = message
    if (value.kind === 'receipt') {
      if (value.receipt.from !== me) return fail('stream.not-ours', `it is for ${value.receipt.from}`, 'from')
      await this.#sender.receipt(value.receipt)
      return ok(null)
    }
    if (value.kind === 'ask') {
      if (value.to !== me) return fail('stream.not-ours', `it is for ${value.to}`, 'to')
      const to = value.from
      // An ask is not signed: one whose sender was garbled on the way must not make an answer, or a stream, for a stranger.
      if (!isMember(register(), to)) return fail('stream.member', `${to} is no member`, 'from')
      return ok({ to, bytes: await this.#store.transact((tx) => this.#receiver.receipt(tx, to)) })
    }
    const receipt = await this.#receiver.batch(value.batch)
    return receipt.ok ? ok({ to: value.batch.from, bytes: receipt.value }) : receipt
  }

  /** Takes content out of queues, streams and archives of this node, in the caller's transaction. */
  async withdraw(tx: Tx, selection: Selection, reason: Gone): Promise<void> {
    await tx.withdrawOut(selection, reason)
    await tx.withdrawIn(selection, reason)
  }

  /**
   * Looks for damage in what is stored of the streams with a peer; what it marks of the peer's is asked for in the next
   * receipt. How many frames it marked.
   */
  async scrub(peer: string): Promise<number> {
    await scrubOutbox(this.#ctx, this.#store, peer)
    return scrubInbox(this.#ctx, this.#store, peer)
  }

  retryParked(from: string, most: number): Promise<number> {
    return this.#receiver.retryParked(from, most)
  }

  /** After a restore from a backup: no stream goes on before its receiver has told how far it has it. */
  async restored(peers: readonly string[]): Promise<void> {
    await this.#store.transact(async (tx) => {
      for (const to of peers)
        for (const lane of [0, 1, 2, 3] as const)
          await tx.saveOutStream({ ...(await tx.outStream(to, lane)), resync: true })
    })
  }
}
