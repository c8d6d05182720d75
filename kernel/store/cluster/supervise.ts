import type { Result } from '../../contract/result.ts'
import { fail, ok } from '../../contract/result.ts'
import { takeLock } from './file-lock.ts'
import { runningPostmaster } from './postmaster.ts'
import { processIdentity } from './process-identity.ts'
import type { Server, ServerContext } from './server.ts'
import { ensureRunning } from './server.ts'
import type { ClusterClock, ClusterEvent } from './types.ts'

const WATCH_MS = 500
/** Waits before each attempt. When all are used up the server stays down and the event says so. */
const RESTART_DELAYS_MS = [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const
const LONG_PAUSE = RESTART_DELAYS_MS.length - 2
/** A server that has run this long since its last restart begins again with the first delay. */
const SETTLED_MS = 5 * 60_000
const LOCK_WAIT_MS = 60_000

export interface Supervision {
  /** Ends the watch; resolves when no restart is under way any more. */
  end(): Promise<void>
}

interface Restarted {
  readonly pid: number
  /** Used up so far, this one included. */
  readonly attempts: number
}

/**
 * Watches the server's process. The owner starts it again after it ended unasked; the others wait for it to come back.
 * An adopted server is not our child, so it is looked at twice a second, and our own in the same way.
 */
export function superviseServer(
  context: ServerContext,
  first: Server,
  owner: boolean,
  emit: (event: ClusterEvent) => void,
): Supervision {
  const abort = new AbortController()
  const watching = watch(context, first, owner, emit, abort.signal)
  return {
    async end() {
      abort.abort()
      await watching
    },
  }
}

async function watch(
  context: ServerContext,
  first: Server,
  owner: boolean,
  emit: (event: ClusterEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { clock, log, place } = context
  let server: Restarted = { pid: first.pid, attempts: 0 }
  for (;;) {
    const since = clock.now()
    await untilEnded(context, server.pid, signal)
    if (signal.aborted) return
    // A server that ends again and again is given longer pauses, never up: only attempts that fail count to the end.
    const used = clock.now() - since > SETTLED_MS ? 0 : Math.min(server.attempts, LONG_PAUSE)
    const reason = `the PostgreSQL server process ${server.pid} ended; see ${place.logDir}`
    log.warn(reason)
    emit({ kind: 'crashed', reason })
    const back = await bringBack(context, owner, used, signal)
    if (signal.aborted) return
    if (!back.ok) {
      log.warn(back.error.message)
      emit({ kind: 'gave-up', attempts: RESTART_DELAYS_MS.length, reason: back.error.message })
      return
    }
    server = back.value
    log.info(`the database is back (attempt ${server.attempts})`)
    emit({ kind: 'restarted', attempt: server.attempts })
  }
}

async function untilEnded(context: ServerContext, pid: number, signal: AbortSignal): Promise<void> {
  const identity = processIdentity(pid)
  while (!signal.aborted && identity !== null && processIdentity(pid) === identity) {
    await pause(context.clock, WATCH_MS, signal)
  }
}

/** Ends with the signal also under a clock that overlooks it, so that `stop` never waits for the next look. */
function pause(clock: ClusterClock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      signal.removeEventListener('abort', end)
      resolve()
    }
    signal.addEventListener('abort', end)
    clock.sleep(milliseconds, signal).then(end, reject)
  })
}

async function bringBack(
  context: ServerContext,
  owner: boolean,
  used: number,
  signal: AbortSignal,
): Promise<Result<Restarted>> {
  let last = fail('cluster.start', 'the database ended again and again; no attempts are left')
  for (let attempt = used; attempt < RESTART_DELAYS_MS.length; attempt++) {
    await pause(context.clock, RESTART_DELAYS_MS[attempt] ?? 0, signal)
    if (signal.aborted) break
    const server = await (owner ? restart(context) : awaitReturn(context))
    if (server.ok) return ok({ pid: server.value.pid, attempts: attempt + 1 })
    context.log.warn(`attempt ${attempt + 1} to bring the database back: ${server.error.message}`)
    last = server
  }
  return last
}

async function restart(context: ServerContext): Promise<Result<Server>> {
  const lock = await takeLock(context.place.lockFile, context.clock, LOCK_WAIT_MS)
  if (!lock.ok) return lock
  try {
    return await ensureRunning(context)
  } finally {
    lock.value()
  }
}

async function awaitReturn(context: ServerContext): Promise<Result<Server>> {
  if (runningPostmaster(context.place.pgData) !== null) return ensureRunning(context)
  return fail('cluster.connect', 'the process that owns the database has not brought it back')
}
