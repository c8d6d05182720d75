/** Where the manager reports what it does. Messages carry no password and no address with one. */
export interface ClusterLog {
  info(message: string): void
  warn(message: string): void
}

/** Time is handed in so that the restart back-off can be driven by a test. */
export interface ClusterClock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Resolves after the time, or at once when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export interface ClusterOptions {
  /** Absolute path of BASINET_DATA; made when missing. */
  readonly dataDir: string
  readonly log: ClusterLog
  readonly clock: ClusterClock
  /** Ends the opening while it waits for another process, a start or a recovery; a server it began to start is ended. */
  readonly signal?: AbortSignal
}

/** What happened to a server that ended without being asked to. */
export type ClusterEvent =
  | { readonly kind: 'crashed'; readonly reason: string }
  | { readonly kind: 'restarted'; readonly attempt: number }
  /** The attempts are used up; the database stays down until the node is started again. */
  | { readonly kind: 'gave-up'; readonly attempts: number; readonly reason: string }

/** A running embedded PostgreSQL. The addresses stay valid over a restart after a crash. */
export interface Cluster {
  /** Superuser `postgres`, database `postgres`, over the private Unix socket. Secret: never log it. */
  readonly adminUrl: string
  /** Where cluster, log and socket lie: below the data directory, or where the server's account can reach it. */
  readonly directory: string
  /** Server version, e.g. `18.4`. */
  readonly version: string
  /** True when the server was already running: left by a killed node, or held by another living process. */
  readonly adopted: boolean
  /** True when `stop` ends the server: false while another living process holds it. */
  readonly owner: boolean
  /** The same cluster and login, another database. */
  urlFor(database: string): string
  /** Fast shutdown (open transactions are rolled back) when this process is the owner; otherwise only lets go. */
  stop(): Promise<void>
  onCrash(listener: (event: ClusterEvent) => void): void
}
