import { ok, type Result } from '@basinet/kernel/contract'
import type { Exchange, StreamTx } from '../../streams/index.ts'
import type { PeerAddress, Transport } from '../transport.ts'
import { encodeRelayRequest, openRelayAnswer, RELAY_MESSAGES_MAX } from './message.ts'

/** What was left for a nation is left again only after this long without a receipt: the relay holds it as long. */
const AGAIN_MS = 6 * 3_600_000
const BATCH_BYTES = 262_144
/** Bytes one request leaves, and asks for. */
const ROOM_BYTES = 2 * 1024 * 1024
/** Requests of one round. */
const REQUESTS_MAX = 100

export interface RelayClientOptions {
  readonly exchange: Pick<Exchange<StreamTx>, 'next' | 'receive'>
  readonly transport: Transport
  readonly relay: () => PeerAddress | null
  readonly now: () => number
  readonly signal: AbortSignal
}

export interface RelayRound {
  readonly left: number
  readonly taken: number
  /** Codes of what the relay or this node did not take. */
  readonly refused: readonly string[]
}

/** A node's way over a relay, for the partners it has no link with. */
export class RelayClient {
  readonly #options: RelayClientOptions
  /** When something was last left for a nation, since its newest receipt. */
  readonly #leftAt = new Map<string, number>()
  #replies: [to: string, bytes: Uint8Array][] = []

  constructor(options: RelayClientOptions) {
    this.#options = options
  }

  /** Leaves what waits for these, takes what lies there, until nothing moves. Errors: those of the transport; `cbor.*`, `message.shape`. */
  async round(peers: readonly string[]): Promise<Result<RelayRound>> {
    const { transport, relay, signal } = this.#options
    const refused: string[] = []
    let [left, taken, acknowledged] = [0, 0, [] as number[]]
    for (let request = 0; request < REQUESTS_MAX; request++) {
      const leave = await this.#leave(peers)
      if (request > 0 && leave.length === 0 && acknowledged.length === 0) break
      const address = relay()
      if (address === null)
        return { ok: false, error: { code: 'transport.unreachable', message: 'no relay is known' } }
      const body = encodeRelayRequest({ leave, taken: acknowledged, room: ROOM_BYTES })
      const answer = await transport.exchange(address, body, { waitSeconds: 0, signal })
      const opened = answer.ok ? openRelayAnswer(answer.value) : answer
      if (!opened.ok) {
        for (const [to] of leave) this.#leftAt.delete(to)
        return opened
      }
      left += leave.length - opened.value.refused.length
      refused.push(...opened.value.refused.map(([, code]) => code))
      acknowledged = []
      for (const [id, , message] of opened.value.held) {
        const result = await this.#take(message)
        if (result !== null) refused.push(result)
        // A full disk here is no reason to lose it there.
        if (result !== 'stream.disk-full') acknowledged.push(id)
        taken++
      }
    }
    return ok({ left, taken, refused })
  }

  async #leave(peers: readonly string[]): Promise<[string, Uint8Array][]> {
    const { exchange, now } = this.#options
    const leave = this.#replies.splice(0, RELAY_MESSAGES_MAX / 2)
    let size = leave.reduce((sum, [, bytes]) => sum + bytes.length, 0)
    for (const to of peers) {
      // `next` begins again after seconds without a receipt, which over a relay takes as long as the other is away.
      if (now() - (this.#leftAt.get(to) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) continue
      while (leave.length < RELAY_MESSAGES_MAX && size < ROOM_BYTES) {
        const next = await exchange.next(to, BATCH_BYTES)
        if (next === null) {
          this.#leftAt.set(to, now())
          break
        }
        leave.push([to, next])
        size += next.length
      }
    }
    return leave
  }

  /** Something new was queued for a nation: it is left at the next round. */
  queued(to: string): void {
    this.#leftAt.delete(to)
  }

  async #take(message: Uint8Array): Promise<string | null> {
    const result = await this.#options.exchange.receive(message)
    if (!result.ok) return result.error.code
    // A receipt may free credit, or ask for something again.
    if (result.value === null) this.#leftAt.clear()
    else this.#replies.push([result.value.to, result.value.bytes])
    return null
  }
}
