import type { Failure, Result } from '@basinet/kernel/contract'
import { backoffMs } from './backoff.ts'
import { WAIT_MAX_SECONDS, type PeerAddress, type Transport } from './transport.ts'

/** What a link carries; the streams give it and take it back. */
export interface LinkWork {
  /**
   * The next request for the peer, or null when nothing waits. Called again for the next one while the first is under way.
   */
  take(): Promise<LinkBatch | null>
  /** The request that asks the peer for what it has, answered when it has something or after the wait. */
  ask(): Promise<LinkBatch>
  /** Calls back when `take` may give something again; returns how to stop that. */
  onWork(wake: () => void): () => void
}

export interface LinkBatch {
  readonly bytes: Uint8Array
  /** The peer's answer; a failure says that its bytes are not what they should be. */
  done(answer: Uint8Array): Promise<Result<null>>
  /** The peer did not answer, or not as it should: what was taken waits again. */
  failed(why: Failure): Promise<void>
}

export interface LinkState {
  readonly peer: string
  readonly state: 'connecting' | 'up' | 'down' | 'stopped'
  /** When this state began. */
  readonly since: Date
  readonly lastAnswerAt: Date | null
  readonly lastFailure: Failure | null
  /** Consecutive failures. */
  readonly failures: number
  readonly sent: number
  readonly received: number
}

export interface LinkOptions {
  readonly peer: () => PeerAddress | null
  readonly name: string
  readonly transport: Transport
  readonly work: LinkWork
  readonly now: () => Date
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** Resolves after so many milliseconds, or at once when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onState: (state: LinkState) => void
  readonly waitSeconds?: number
}

export interface Link {
  state(): LinkState
  /** Tries at once instead of after the pause: the register or an address changed, or a person asks. */
  nudge(): void
  stop(): Promise<void>
}

/** Requests with content under way at once, beside the one that asks. */
const IN_FLIGHT_MAX = 4

/**
 * Keeps a link with one peer for ever: sends what waits, several batches in flight, and always has one held-back question
 * out, whose failure is the watchdog's bark: a link that looks open and answers nothing within the wait is down. After a
 * failure it pauses with full jitter, so that a region that comes back does not meet at one moment.
 */
export function keepLink(options: LinkOptions): Link {
  const stopping = new AbortController()
  const keeper = new Keeper(options, stopping)
  const running = Promise.all([keeper.askForEver(), keeper.sendForEver()])
  return {
    state: () => keeper.state,
    nudge: () => keeper.nudge(),
    async stop() {
      stopping.abort()
      keeper.nudge()
      await running
      keeper.settle('stopped', null)
    },
  }
}

class Keeper {
  readonly #options: LinkOptions
  readonly #stopping: AbortController
  #pause = new AbortController()
  #wake: () => void = () => undefined
  state: LinkState

  constructor(options: LinkOptions, stopping: AbortController) {
    this.#options = options
    this.#stopping = stopping
    this.state = {
      peer: options.name,
      state: 'connecting',
      since: options.now(),
      lastAnswerAt: null,
      lastFailure: null,
      failures: 0,
      sent: 0,
      received: 0,
    }
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted
  }

  nudge(): void {
    this.#pause.abort()
    this.#pause = new AbortController()
    this.#wake()
  }

  /** The first question is answered at once, so that a link shows itself up without waiting for content. */
  async askForEver(): Promise<void> {
    const wait = this.#options.waitSeconds ?? WAIT_MAX_SECONDS
    while (!this.#stopped) {
      const held = this.state.state === 'up' ? wait : 0
      if (!(await this.#carry(await this.#options.work.ask(), held))) await this.#rest()
    }
  }

  /** Sends only while the question is answered: a peer that is down is asked by one request, not by five. */
  async sendForEver(): Promise<void> {
    const flying = new Set<Promise<unknown>>()
    const unsubscribe = this.#options.work.onWork(() => this.#wake())
    try {
      while (!this.#stopped) {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        const batch =
          this.state.state === 'up' && flying.size < IN_FLIGHT_MAX ? await this.#options.work.take() : null
        if (batch === null) {
          await Promise.race([woken, ...flying])
          continue
        }
        const flight = this.#carry(batch, 0).finally(() => flying.delete(flight))
        flying.add(flight)
      }
    } finally {
      unsubscribe()
      await Promise.all(flying)
    }
  }

  async #carry(batch: LinkBatch, waitSeconds: number): Promise<boolean> {
    const peer = this.#options.peer()
    const signal = this.#stopping.signal
    const answer: Result<Uint8Array> =
      peer === null
        ? { ok: false, error: { code: 'transport.unreachable', message: 'the register names no address' } }
        : await this.#options.transport.exchange(peer, batch.bytes, { waitSeconds, signal })
    const taken = answer.ok ? await batch.done(answer.value) : answer
    if (!taken.ok) {
      await batch.failed(taken.error)
      if (!this.#stopped) this.settle('down', taken.error)
      return false
    }
    const { sent, received } = this.state
    const bytes = answer.ok ? answer.value.length : 0
    this.state = { ...this.state, sent: sent + batch.bytes.length, received: received + bytes }
    this.settle('up', null)
    return true
  }

  settle(next: LinkState['state'], failure: Failure | null): void {
    const { state, failures, lastFailure, since, lastAnswerAt } = this.state
    const now = this.#options.now()
    const changed = state !== next
    this.state = {
      ...this.state,
      state: next,
      since: changed ? now : since,
      lastAnswerAt: next === 'up' ? now : lastAnswerAt,
      lastFailure: failure ?? lastFailure,
      failures: failure === null ? 0 : failures + 1,
    }
    if (!changed) return
    this.#options.onState(this.state)
    this.#wake()
  }

  #rest(): Promise<void> {
    const ms = backoffMs(this.state.failures, this.#options.random)
    return this.#options.sleep(ms, AbortSignal.any([this.#pause.signal, this.#stopping.signal]))
  }
}
