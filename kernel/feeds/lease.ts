import type { Store } from '../store/store.ts'
import type { SealedSubject } from '../store/subject-seal.ts'

/** How long a lease runs without being renewed: the time after which another process takes over a dead one's work. */
export const LEASE_SECONDS = 10
const RENEW_MS = 2000
/** Given up this long before it runs out, so that two processes never both believe they hold it. */
const MARGIN_MS = 2000

export interface LeaseOptions {
  readonly store: Store
  readonly subject: () => SealedSubject
  /** Unique to this process. */
  readonly holder: string
  /** Monotonic milliseconds: a wall clock set back must not prolong a lease. */
  readonly monotonic: () => number
  /** Called with the fences of the leases held, whenever they change. */
  readonly onChange: (held: ReadonlyMap<string, bigint>) => void
  readonly onError: (error: unknown) => void
}

/** Leases of one process, taken and renewed together. */
export interface Leases {
  /** Names wanted from now on; those no longer wanted are given back. */
  want(names: readonly string[]): void
  readonly held: ReadonlyMap<string, bigint>
  /** One round now: for tests and for a start that does not wait for the timer. */
  renew(): Promise<void>
  /** Gives everything back. */
  stop(): Promise<void>
}

export function keepLeases(options: LeaseOptions): Leases {
  let wanted: readonly string[] = []
  let held = new Map<string, bigint>()
  let renewedAt = options.monotonic()
  let round: Promise<void> | null = null
  let stopped = false

  const settle = (next: Map<string, bigint>): void => {
    const same = next.size === held.size && [...next].every(([name, fence]) => held.get(name) === fence)
    held = next
    if (!same) options.onChange(held)
  }

  const once = async (): Promise<void> => {
    const names = wanted
    const freed = [...held.keys()].filter((name) => !names.includes(name))
    const askedAt = options.monotonic()
    try {
      const taken = await ask(options, names, freed)
      renewedAt = askedAt
      settle(stopped ? new Map() : taken)
    } catch (error) {
      options.onError(error)
      if (options.monotonic() - renewedAt > LEASE_SECONDS * 1000 - MARGIN_MS) settle(new Map())
    }
  }
  const renew = (): Promise<void> => {
    round ??= once().finally(() => {
      round = null
    })
    return round
  }
  // A renewal that hangs does not tell that the lease ran out: the clock does.
  const expire = (): void => {
    if (held.size > 0 && options.monotonic() - renewedAt > LEASE_SECONDS * 1000 - MARGIN_MS) settle(new Map())
  }
  const timer = setInterval(() => {
    expire()
    void renew()
  }, RENEW_MS)

  return {
    want(names) {
      const same = names.length === wanted.length && names.every((name, i) => wanted[i] === name)
      wanted = [...names]
      // Asked for at once, after a round that may be under way with the names before.
      if (!same && !stopped) void (round ?? Promise.resolve()).then(renew)
    },
    get held() {
      return held
    },
    renew,
    async stop() {
      stopped = true
      clearInterval(timer)
      await round
      const names = [...held.keys()]
      settle(new Map())
      if (names.length > 0) await ask(options, [], names)
    },
  }
}

async function ask(
  options: LeaseOptions,
  wanted: readonly string[],
  freed: readonly string[],
): Promise<Map<string, bigint>> {
  if (wanted.length + freed.length === 0) return new Map()
  const rows = await options.store.run(options.subject(), {}, async ({ client }) => {
    // A renewal must not wait for a disk that bulk writes keep busy. A crash of the database may forget the last one: then
    // the lease ran out earlier, and the fence still tells who may write.
    await client.query('SET LOCAL synchronous_commit = off')
    for (const name of freed) await client.query('SELECT basinet.lease_free($1, $2)', [name, options.holder])
    const { rows } = await client.query<{ name: string; fence: string | null }>(
      'SELECT name, basinet.lease_take(name, $2, $3) AS fence FROM unnest($1::text[]) AS name ORDER BY name',
      [wanted, options.holder, LEASE_SECONDS],
    )
    return rows
  })
  return new Map(rows.flatMap((r) => (r.fence === null ? [] : [[r.name, BigInt(r.fence)] as const])))
}
