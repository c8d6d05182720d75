import { execFileSync } from 'node:child_process'
import { existsSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isSystemError, processIdentity, readOrNull } from './process-identity.ts'
import type { ClusterClock } from './types.ts'

/** Longer than any checkpoint of a fast shutdown seen here; afterwards the server is told to drop everything. */
const FAST_STOP_MS = 60_000
const IMMEDIATE_STOP_MS = 15_000
const POLL_MS = 25
export const SOCKET_NAME = '.s.PGSQL.5432'
/** Above the largest process number of any Linux (2^22): no process can have it. */
const NEVER_A_PID = 2 ** 22 + 1

/** What postmaster.pid says (src/include/utils/pidfile.h: lines 1, 5 and 8). */
export interface Postmaster {
  readonly pid: number
  readonly socketDir: string
  readonly status: 'starting' | 'stopping' | 'ready' | 'standby' | 'unknown'
}

const STATUSES = ['starting', 'stopping', 'ready', 'standby'] as const

/** The server that runs on this directory; null when the file is absent, stale, or names an unrelated process. */
export function runningPostmaster(pgData: string): Postmaster | null {
  const found = readPidFile(pgData)
  return found !== null && isPostmasterOf(found.pid, pgData) ? found : null
}

/**
 * Lets PostgreSQL start although its pid file names a process that is not a server: one that got the number after a
 * reboot or a container restart, or a zombie nobody reaps, which PostgreSQL takes for living. The file is not deleted: with a number nobody has, PostgreSQL itself still checks that no orphaned
 * backend holds the old shared memory before it replaces the file.
 */
export function disarmStalePidFiles(pgData: string, socketDir: string): boolean {
  if (runningPostmaster(pgData) !== null) throw new Error('BUG: a running server must not be disarmed')
  let disarmed = false
  // The socket has a lock file of its own, with the same first line.
  for (const path of [join(pgData, 'postmaster.pid'), join(socketDir, `${SOCKET_NAME}.lock`)]) {
    const text = readOrNull(path)
    if (text === null) continue
    writeFileSync(path, [String(NEVER_A_PID), ...text.split('\n').slice(1)].join('\n'))
    disarmed = true
  }
  return disarmed
}

/** Fast shutdown of whatever server runs on the directory; true when none runs afterwards. */
export async function stopPostmaster(pgData: string, clock: ClusterClock): Promise<boolean> {
  for (const [signal, patienceMs] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    const server = runningPostmaster(pgData)
    if (server === null || !signalProcess(server.pid, signal)) return true
    if (await ended(server.pid, clock, patienceMs)) return true
  }
  return false
}

/** @returns false when the process is gone */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    if (isSystemError(error, 'ESRCH')) return false
    throw error
  }
}

async function ended(pid: number, clock: ClusterClock, patienceMs: number): Promise<boolean> {
  const identity = processIdentity(pid)
  const deadline = clock.now() + patienceMs
  while (identity !== null && processIdentity(pid) === identity) {
    if (clock.now() >= deadline) return false
    await clock.sleep(POLL_MS)
  }
  return true
}

function readPidFile(pgData: string): Postmaster | null {
  const lines = readOrNull(join(pgData, 'postmaster.pid'))?.split('\n')
  const pid = Number(lines?.[0])
  if (lines === undefined || !Number.isSafeInteger(pid) || pid <= 0) return null
  const status = lines[7]?.trim()
  return {
    pid,
    socketDir: lines[4]?.trim() ?? '',
    status: STATUSES.find((known) => known === status) ?? 'unknown',
  }
}

/**
 * By the command line we gave it. /proc/PID/cwd would be surer, but a container's root may not read that of another
 * account (it lacks CAP_SYS_PTRACE). Children of the server replace their command line, so only the postmaster matches.
 */
function isPostmasterOf(pid: number, pgData: string): boolean {
  if (processIdentity(pid) === null) return false
  const [program, ...rest] = commandLine(pid)
  const given = rest[rest.indexOf('-D') + 1]
  return (
    program !== undefined &&
    basename(program) === 'postgres' &&
    given !== undefined &&
    samePath(given, pgData)
  )
}

function commandLine(pid: number): string[] {
  if (process.platform === 'linux') return (readOrNull(`/proc/${pid}/cmdline`) ?? '').split('\0')
  // The only blanks that may come from a path are inside the argument after -D, which is the last one.
  const text = execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  const [program = '', directory] = text.split(' -D ')
  return directory === undefined ? [program] : [program, '-D', directory]
}

function samePath(left: string, right: string): boolean {
  return (
    left === right || (existsSync(left) && existsSync(right) && realpathSync(left) === realpathSync(right))
  )
}
