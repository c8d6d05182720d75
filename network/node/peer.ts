import { ok, type Failure, type Result } from '@basinet/kernel/contract'
import type { Exchange, SqlTx } from '../streams/index.ts'
import type { ExchangeOptions, LinkBatch, LinkWork } from '../transports/index.ts'
import { encodeParcel, openParcel, PARCEL_MESSAGES_MAX } from './parcel.ts'

/** Content in one request, bytes: small enough to pass a thin link in seconds, large enough to fill a fast one. */
const BATCH_BYTES = 262_144
/** Receipts that wait for the next request. */
const REPLIES_MAX = PARCEL_MESSAGES_MAX - 1
/** A queue is looked at this often also when nobody said that something waits, milliseconds. */
const LOOK_EVERY_MS = 5000

/** One partner's part of the exchange: what our link carries to it, and what its own requests are answered with. */
export class Peer implements LinkWork {
  readonly nation: string
  readonly #exchange: Exchange<SqlTx>
  readonly #linkUp: () => boolean
  readonly #wakes = new Set<() => void>()
  #replies: Uint8Array[] = []
  #flying = 0

  constructor(nation: string, exchange: Exchange<SqlTx>, linkUp: () => boolean) {
    this.nation = nation
    this.#exchange = exchange
    this.#linkUp = linkUp
  }

  /** Something may wait for the partner. */
  wake(): void {
    for (const wake of this.#wakes) wake()
  }

  onWork(wake: () => void): () => void {
    this.#wakes.add(wake)
    const timer = setInterval(wake, LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      this.#wakes.delete(wake)
    }
  }

  async take(): Promise<LinkBatch | null> {
    const messages = this.#replies.splice(0, REPLIES_MAX)
    const next = await this.#exchange.next(this.nation, BATCH_BYTES)
    if (next !== null) messages.push(next)
    if (messages.length === 0) return null
    this.#flying++
    return this.#batch(messages, () => {
      this.#flying--
      // Everything sent is answered: what the receipts do not cover came out of order or was lost.
      if (this.#flying === 0) this.#exchange.rewind(this.nation)
    })
  }

  async ask(): Promise<LinkBatch> {
    return this.#batch([this.#exchange.ask(this.nation)], () => undefined)
  }

  #batch(messages: readonly Uint8Array[], ended: () => void): LinkBatch {
    return {
      bytes: encodeParcel(messages),
      done: async (answer) => {
        const taken = await this.#takeAnswer(answer)
        ended()
        this.wake()
        return taken
      },
      failed: async (_why: Failure) => ended(),
    }
  }

  async #takeAnswer(answer: Uint8Array): Promise<Result<null>> {
    const taken = await this.#receive(answer)
    if (!taken.ok) return taken
    this.#replies.push(...taken.value)
    this.#replies = this.#replies.slice(-REPLIES_MAX)
    return ok(null)
  }

  /** Takes the messages of a body in; what is to be answered to this partner. */
  async #receive(body: Uint8Array): Promise<Result<Uint8Array[]>> {
    const parcel = openParcel(body)
    if (!parcel.ok) return parcel
    const replies: Uint8Array[] = []
    for (const message of parcel.value) {
      const taken = await this.#exchange.receive(message)
      if (!taken.ok) return taken
      // What another nation signed may come this way; its receipt goes its own.
      if (taken.value?.to === this.nation) replies.push(taken.value.bytes)
    }
    return ok(replies)
  }

  /**
   * Answers the partner's request. One that may be held back is, until something waits that our own link does not carry, or
   * its time is over.
   */
  async answer(request: Uint8Array, options: ExchangeOptions): Promise<Result<Uint8Array>> {
    const taken = await this.#receive(request)
    if (!taken.ok) return taken
    this.wake()
    const replies = taken.value.slice(0, PARCEL_MESSAGES_MAX - 1)
    const until = Date.now() + options.waitSeconds * 1000
    for (;;) {
      const next = this.#linkUp() ? null : await this.#exchange.next(this.nation, BATCH_BYTES)
      if (next !== null) return ok(encodeParcel([...replies, next]))
      const left = until - Date.now()
      if (left <= 0 || options.signal.aborted) return ok(encodeParcel(replies))
      await this.#woken(Math.min(left, LOOK_EVERY_MS), options.signal)
    }
  }

  async #woken(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    this.#wakes.add(resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
    await promise
    clearTimeout(timer)
    this.#wakes.delete(resolve)
  }
}
