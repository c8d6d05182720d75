import type { Result } from '@basinet/kernel/contract'

/** Where and how a peer is reached; from its descriptor in the accepted register. */
export interface PeerAddress {
  readonly nation: string
  /** Tried in order, then again from the first: `https://host:port`. */
  readonly urls: readonly string[]
  /** Certificates the peer may show, PEM; more than one while its key rotates. */
  readonly certificates: readonly string[]
}

/** A node's own TLS identity: PKCS #8 and certificate, both PEM. */
export interface TlsIdentity {
  readonly key: string
  readonly certificate: string
}

/** What a request is for; each has its path. */
export const SERVICES = ['exchange', 'witness', 'relay', 'introduce'] as const
export type Service = (typeof SERVICES)[number]

export interface ExchangeOptions {
  /** Absent: the exchange of streams. */
  readonly service?: Service
  /** How long the peer may hold its answer until it has something to say, seconds; 0 asks for an answer at once. */
  readonly waitSeconds: number
  readonly signal: AbortSignal
}

/**
 * One request and its answer with a peer; both are opaque bytes. Both directions of a stream ride on it, so that a node
 * behind an address translator, which can only dial out, receives as well as it sends. The track lane may later ride on a
 * broker through the same interface. Errors: `transport.unreachable`, `transport.identity`, `transport.refused`,
 * `transport.too-large`, `transport.timeout`, `transport.stopped`.
 */
export interface Transport {
  exchange(peer: PeerAddress, request: Uint8Array, options: ExchangeOptions): Promise<Result<Uint8Array>>
  close(): void
}

/** Answers a peer whose identity the transport has proven. Failures are told to the peer by their code alone. */
export type Answerer = (
  from: string,
  request: Uint8Array,
  options: ExchangeOptions,
) => Promise<Result<Uint8Array>>

/** Largest request or answer, bytes: a batch of a mebibyte and its frames' overhead, with room. */
export const EXCHANGE_MAX_BYTES = 4 * 1024 * 1024
/** Longest time an answer is held back, seconds; below the idle limit of common proxies and address translators. */
export const WAIT_MAX_SECONDS = 25
const PATH = '/basinet/v1/'
export const pathOf = (service: Service): string => `${PATH}${service}`
export const WAIT_HEADER = 'basinet-wait'
/** Stable code of a refusal, for the other side's log. */
export const CODE_HEADER = 'basinet-code'
