import pg from 'pg'
import type { Subject } from '../contract/subject.ts'
import type { Core } from '../record/core.ts'
import { nodeSubject, sealedSubject } from '../record/core.ts'

/** One numbered change as a subscriber sees it. `gone`: the record can no longer be read by this subscriber. */
export interface LiveChange {
  readonly seq: number
  readonly type: string
  readonly id: string
  readonly rev: number
  readonly kind: 'change' | 'gone'
}

export interface Subscription {
  readonly subject: Subject
  /** Called with at most BATCH_MAX changes, in order of their numbers. */
  readonly deliver: (changes: readonly LiveChange[], last: number) => void
  /** The subscriber missed more than is kept and must read afresh. */
  readonly reset: (last: number) => void
}

export interface LiveHub {
  /** Follows from after `since`, or from now when it is null. Returns how to stop. Throws `TooManySubscribers`. */
  subscribe(subscription: Subscription, since: number | null): Promise<() => void>
  readonly subscribers: number
  close(): Promise<void>
}

interface Entry {
  readonly subscription: Subscription
  at: number
}

interface ToldRow {
  readonly seq: string
  readonly type: string
  readonly record_id: string
  readonly rev: number
  /** `end`: the number looked at last, and as `rev` how many changes were looked at. */
  readonly told: LiveChange['kind'] | 'end'
}

const BATCH_MAX = 500
const SUBSCRIBERS_MAX = 500
/** Pages that one person has open at once; one account must not take the places of all. */
const OF_ONE_MAX = 25
/** NOTIFY can be lost with a connection, so every process looks by itself this often. */
const POLL_MS = 1000

export class TooManySubscribers extends Error {
  constructor() {
    super('too many live subscribers')
  }
}

/**
 * Live updates out: follows numbered changes and tells each subscriber of those it may read, by asking the database as
 * that subscriber. A record that moved out of reach arrives as "gone", without saying why, and only where the subscriber
 * could read it before: the change carries the label it had.
 */
export function createLiveHub(core: Core, url: string, onError: (error: unknown) => void): LiveHub {
  const entries = new Set<Entry>()
  let closed = false
  let running: Promise<void> = Promise.resolve()
  let queued = false
  const wake = (): void => {
    if (queued || closed) return
    queued = true
    running = running
      .then(async () => {
        queued = false
        // All are waited for: one that fails must not let the next round overtake the others.
        const rounds = await Promise.allSettled([...entries].map((entry) => advance(core, entry)))
        for (const round of rounds) if (round.status === 'rejected') onError(round.reason)
      })
      .catch(onError)
  }
  const timer = setInterval(wake, POLL_MS)
  const stopListening = listen(url, wake, onError)
  return {
    get subscribers() {
      return entries.size
    },
    async subscribe(subscription, since) {
      const [oldest, newest] = await changeRange(core)
      const { person } = subscription.subject
      const own = [...entries].filter((other) => other.subscription.subject.person === person)
      if (entries.size >= SUBSCRIBERS_MAX || own.length >= OF_ONE_MAX) throw new TooManySubscribers()
      const entry: Entry = { subscription, at: since ?? newest }
      if (since !== null && (since < oldest - 1 || since > newest)) {
        entry.at = newest
        subscription.reset(newest)
      }
      entries.add(entry)
      wake()
      return () => void entries.delete(entry)
    },
    async close() {
      closed = true
      clearInterval(timer)
      await stopListening()
      await running
    },
  }
}

async function changeRange(core: Core): Promise<[oldest: number, newest: number]> {
  const node = sealedSubject(core, nodeSubject(core.nation), core.now())
  const { rows } = await core.store.run(node, { readOnly: true }, (tx) =>
    tx.client.query<{ oldest: string; newest: string }>('SELECT oldest, newest FROM basinet.change_range()'),
  )
  return [Number(rows[0]?.oldest ?? 1), Number(rows[0]?.newest ?? 0)]
}

async function advance(core: Core, entry: Entry): Promise<void> {
  for (;;) {
    const { rows } = await core.store.run(
      sealedSubject(core, entry.subscription.subject, core.now()),
      { readOnly: true },
      (tx) =>
        tx.client.query<ToldRow>(
          'SELECT seq, type, record_id, rev, told FROM basinet.changes_after($1, $2)',
          [entry.at, BATCH_MAX],
        ),
    )
    const end = rows.at(-1)
    if (end === undefined) return
    // Fewer were looked at than were numbered: some were forgotten before this subscriber was told.
    if (Number(end.seq) - entry.at !== end.rev) {
      entry.at = Number(end.seq)
      entry.subscription.reset(entry.at)
      continue
    }
    const told = rows.flatMap((c) =>
      c.told === 'end'
        ? []
        : [{ seq: Number(c.seq), type: c.type, id: c.record_id, rev: c.rev, kind: c.told }],
    )
    entry.at = Number(end.seq)
    entry.subscription.deliver(told, entry.at)
    if (end.rev < BATCH_MAX) return
  }
}

const RECONNECT_MS = 2000

/** LISTEN on a connection of its own, reopened when it breaks; polling covers the time between. */
function listen(url: string, wake: () => void, onError: (error: unknown) => void): () => Promise<void> {
  let client: pg.Client | null = null
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'basinet-live' })
    next.on('error', (error) => {
      onError(error)
      retry()
    })
    next.on('notification', wake)
    try {
      await next.connect()
      await next.query('LISTEN basinet_change')
      client = next
      if (stopped) await next.end()
    } catch (error) {
      onError(error)
      retry()
    }
  }
  const retry = (): void => {
    client = null
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => void connect(), RECONNECT_MS)
  }
  void connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end()
  }
}
