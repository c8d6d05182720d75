import { linkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fail, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { isSystemError, processIdentity, readOrNull } from './process-identity.ts'
import type { ClusterClock } from './types.ts'

const POLL_MS = 100
/** Breaking a dead holder's lock is two system calls; a breaker this old was itself killed. */
const BREAKER_STALE_MS = 10_000

export interface Holder {
  readonly pid: number
  readonly identity: string
}

/** Takes the lock file, waiting while a living process holds it. The value releases it. */
export async function takeLock(
  path: string,
  clock: ClusterClock,
  waitMs: number,
): Promise<Result<() => void>> {
  const deadline = clock.now() + waitMs
  for (;;) {
    if (tryTake(path)) return ok(() => rmSync(path, { force: true }))
    const holder = readHolder(path)
    if (holder === null || !isLiving(holder)) breakLock(path, clock)
    if (clock.now() >= deadline) {
      const who = holder === null ? 'another process' : `process ${holder.pid}`
      return fail('cluster.busy', `${who} has held ${path} for more than ${Math.round(waitMs / 1000)} s`)
    }
    await clock.sleep(POLL_MS)
  }
}

/** The process named in a lock or owner file; null when the file is absent or unreadable as such. */
export function readHolder(path: string): Holder | null {
  const text = readOrNull(path)
  if (text === null) return null
  const [pid, identity] = text.trim().split(' ')
  if (pid === undefined || identity === undefined || !/^\d+$/.test(pid)) return null
  return { pid: Number(pid), identity: decodeURIComponent(identity) }
}

export function isLiving(holder: Holder): boolean {
  return processIdentity(holder.pid) === holder.identity
}

export function ownHolderText(): string {
  const identity = processIdentity(process.pid)
  if (identity === null) throw new Error('BUG: the running process has no identity')
  return `${process.pid} ${encodeURIComponent(identity)}\n`
}

/** Linking a complete file is atomic; creating and then writing would let others read an empty lock. */
function tryTake(path: string): boolean {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, ownHolderText(), { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Only one breaker at a time, else the slower one would remove the lock the faster one has just taken. */
function breakLock(path: string, clock: ClusterClock): void {
  const breaker = `${path}.breaking`
  try {
    writeFileSync(breaker, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error
    const age = clock.now() - (statSync(breaker, { throwIfNoEntry: false })?.mtimeMs ?? clock.now())
    if (age > BREAKER_STALE_MS) rmSync(breaker, { force: true })
    return
  }
  const holder = readHolder(path)
  if (holder === null || !isLiving(holder)) rmSync(path, { force: true })
  rmSync(breaker, { force: true })
}
