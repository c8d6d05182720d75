import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Field numbers of /proc/PID/stat counted after the command name (proc_pid_stat(5): fields 3 and 22). */
const STATE = 0
const START_TICKS = 19

/**
 * A text that is the same for one process as long as it lives and differs once its number is used again,
 * or null when no such process runs. A zombie counts as ended: process 1 of a container may never reap it.
 */
export function processIdentity(pid: number): string | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null
  return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid)
}

function identityFromProc(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields[STATE]
  if (state === 'Z' || state === 'X' || state === undefined) return null
  // Ticks count from boot, so after a reboot the same pair may come up again.
  const boot = readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown-boot'
  return `${boot}:${fields[START_TICKS] ?? ''}`
}

function identityFromPs(pid: number): string | null {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return text === '' || text.startsWith('Z') ? null : text.replace(/^\S+\s+/, '')
  } catch (error) {
    // ps leaves with 1 when there is no such process; anything else is unexpected.
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return null
    throw error
  }
}

/** Text of a file, or null when it does not exist (or its process ended while it was read). */
export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ESRCH', 'ENOTDIR')) return null
    throw error
  }
}

export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
