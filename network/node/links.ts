import { fail, type Result } from '@basinet/kernel/contract'
import {
  httpsHost,
  httpsTransport,
  keepLink,
  type HttpsHost,
  type Link,
  type LinkState,
  type PeerAddress,
  type Service,
  type TlsIdentity,
  type Transport,
} from '../transports/index.ts'
import type { NetworkEngine } from './engine.ts'
import { Peer } from './peer.ts'

export interface LinksOptions {
  readonly engine: NetworkEngine
  readonly identity: TlsIdentity
  readonly host: string
  /** Null: this node only dials out. */
  readonly port: number | null
  readonly onError: (error: unknown, what: string) => void
  readonly onState: (state: LinkState) => void
  /** Answers what is not of the streams. */
  readonly serve: (service: Service, from: string, request: Uint8Array) => Promise<Result<Uint8Array>>
}

/** A partner's witness is waited for this long: a satellite link with room. */
const CALL_MS = 20_000

/** Keeps a link with every partner of the register that no person has cut, and answers theirs. */
export class Links {
  readonly #options: LinksOptions
  readonly #transport: Transport
  readonly #kept = new Map<string, { readonly peer: Peer; readonly link: Link }>()
  #host: HttpsHost | null = null

  constructor(options: LinksOptions) {
    this.#options = options
    this.#transport = httpsTransport(options.identity)
  }

  async start(): Promise<void> {
    const { host, port, identity, onError, serve } = this.#options
    if (port !== null)
      try {
        this.#host = await httpsHost({
          identity,
          peers: this.#open(),
          host,
          port,
          answer: async (from, request, options) => {
            const kept = this.#kept.get(from)
            const { service = 'exchange' } = options
            if (kept !== undefined && service !== 'exchange') return serve(service, from, request)
            return kept === undefined
              ? fail('transport.cut', 'no link is kept with this nation')
              : kept.peer.answer(request, options)
          },
          onError: (error) => onError(error, 'a partner could not be answered'),
        })
      } catch (error) {
        onError(error, `the network port ${port} could not be opened; this node only dials out`)
      }
    await this.follow()
  }

  /** Port partners reach this node at; null when it only dials out. */
  get port(): number | null {
    return this.#host?.port ?? null
  }

  /** Takes over a changed register, certificate or cut. */
  async follow(): Promise<void> {
    const open = this.#open()
    this.#host?.setPeers(open)
    for (const [nation, { link }] of this.#kept)
      if (!open.some((p) => p.nation === nation)) {
        this.#kept.delete(nation)
        await link.stop()
      }
    for (const { nation } of open)
      if (this.#kept.has(nation)) this.#kept.get(nation)?.link.nudge()
      else this.#keep(nation)
  }

  #open(): PeerAddress[] {
    const { peers, cut } = this.#options.engine.state
    return peers.filter((p) => !cut.has(p.nation))
  }

  #keep(nation: string): void {
    const { engine, onState } = this.#options
    const peer = new Peer(nation, engine.exchange, () => this.#kept.get(nation)?.link.state().state === 'up')
    const link = keepLink({
      name: nation,
      peer: () => engine.state.peers.find((p) => p.nation === nation) ?? null,
      transport: this.#transport,
      work: peer,
      now: () => new Date(),
      random: Math.random,
      sleep,
      onState,
    })
    this.#kept.set(nation, { peer, link })
  }

  /** The transport for another service, beside the streams. */
  over(service: Service): Transport {
    return {
      exchange: (peer, request, options) => this.#transport.exchange(peer, request, { ...options, service }),
      close: () => undefined,
    }
  }

  /** One request that is not of the streams; null when the partner did not answer it. */
  async call(nation: string, service: Service, request: Uint8Array): Promise<Uint8Array | null> {
    const peer = this.#open().find((p) => p.nation === nation)
    if (peer === undefined) return null
    const signal = AbortSignal.timeout(CALL_MS)
    const answer = await this.#transport.exchange(peer, request, { service, waitSeconds: 0, signal })
    return answer.ok ? answer.value : null
  }

  /** Something may have been queued for anybody. */
  wake(): void {
    for (const { peer } of this.#kept.values()) peer.wake()
  }

  states(): LinkState[] {
    return [...this.#kept.values()].map(({ link }) => link.state())
  }

  async stop(): Promise<void> {
    const host = this.#host
    this.#host = null
    await Promise.all([...this.#kept.values()].map(({ link }) => link.stop()))
    this.#kept.clear()
    this.#transport.close()
    await host?.close()
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
