import { fail, type Result } from '@basinet/kernel/contract'
import { isMember } from '../register/index.ts'
import {
  directoryRelayStore,
  RelayClient,
  relayAnswerer,
  type Answerer,
  type PeerAddress,
} from '../transports/index.ts'
import { asNetwork } from './db.ts'
import type { NetworkEngine } from './engine.ts'
import type { Links } from './links.ts'

const ROUND_EVERY_MS = 10_000

/**
 * The way over a regional body for partners that no link reaches. A body keeps what it cannot read; every other member leaves
 * there what waits and takes what lies there for it. A body relays for others and not for itself.
 */
export class Relaying {
  readonly #engine: NetworkEngine
  readonly #links: Links
  readonly #answer: Answerer | null
  readonly #client: RelayClient
  readonly #stop = new AbortController()
  #roundAt = 0
  #round: Promise<unknown> | null = null

  private constructor(engine: NetworkEngine, links: Links, answer: Answerer | null) {
    this.#engine = engine
    this.#links = links
    this.#answer = answer
    this.#client = new RelayClient({
      exchange: engine.exchange,
      transport: links.over('relay'),
      relay: () => this.#relay(),
      now: () => Date.now(),
      signal: this.#stop.signal,
    })
  }

  /** @param directory where a body keeps what others leave; null: this process keeps nothing */
  static async open(engine: NetworkEngine, links: Links, directory: string | null): Promise<Relaying> {
    const { parts } = engine
    const isBody = engine.state.register.descriptors.get(parts.me)?.value.kind === 'body'
    const answer =
      isBody && directory !== null
        ? relayAnswerer({
            store: await directoryRelayStore(directory),
            isMember: (nation) => isMember(engine.state.register, nation),
            now: () => Date.now(),
          })
        : null
    return new Relaying(engine, links, answer)
  }

  async answer(from: string, request: Uint8Array): Promise<Result<Uint8Array>> {
    return this.#answer === null
      ? fail('relay.none', 'this node keeps nothing for others')
      : this.#answer(from, request, { waitSeconds: 0, signal: this.#stop.signal })
  }

  /** A body whose link is up, by name; so both ends of a pair meet at the same one while both reach it. */
  #relay(): PeerAddress | null {
    const { register, peers } = this.#engine.state
    const up = new Set(this.#links.states().flatMap((s) => (s.state === 'up' ? [s.peer] : [])))
    const bodies = peers.filter((p) => register.descriptors.get(p.nation)?.value.kind === 'body')
    return bodies.find((p) => up.has(p.nation)) ?? null
  }

  /** Begins a round when one is due; rounds run beside the links. */
  work(onError: (error: unknown) => void): void {
    const now = performance.now()
    const relay = this.#relay()
    if (this.#round !== null || relay === null || now - this.#roundAt < ROUND_EVERY_MS) return
    this.#roundAt = now
    this.#round = this.#once(relay.nation)
      .catch(onError)
      .finally(() => (this.#round = null))
  }

  async #once(relay: string): Promise<void> {
    const { state, parts } = this.#engine
    const up = new Set(this.#links.states().flatMap((s) => (s.state === 'up' ? [s.peer] : [])))
    const away = state.peers.map((p) => p.nation).filter((n) => n !== relay && !up.has(n))
    const waiting = await asNetwork(parts.core, async (db) => {
      const { rows } = await db.query<{ peer: string }>('SELECT DISTINCT peer FROM basinet.frame_pending')
      return rows.map((r) => r.peer)
    })
    for (const nation of away) if (waiting.includes(nation)) this.#client.queued(nation)
    await this.#client.round(away)
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#round
  }
}
