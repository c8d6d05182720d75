import { spawnSync } from 'node:child_process'

export interface Measured {
  /** User and system time of the process and its children, seconds. */
  cpuSeconds: number
  /** Exit status, null when it was killed. */
  status: number | null
  stderr: string
}

export interface Redirect {
  stdin?: string
  stdout?: string
}

/** How long one measured process may take. */
const LIMIT_MS = 300_000

/** Runs a program and takes its processor time from the shell's `times` (POSIX), which load on the machine does not stretch as it does the clock. */
export function measured(command: readonly string[], files: Redirect = {}): Measured {
  const script = '"$@" <"$IN" >"$OUT"; s=$?; times >&3; exit $s'
  const result = spawnSync('sh', ['-c', script, 'sh', ...command], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, IN: files.stdin ?? '/dev/null', OUT: files.stdout ?? '/dev/null' },
  })
  const times = result.output[3] ?? ''
  return { cpuSeconds: childSeconds(times), status: result.status, stderr: result.stderr }
}

/** The second line of `times` holds the children's user and system time as 1m2.34s. */
function childSeconds(times: string): number {
  const parts = [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}

/** True when a program of this name is on the path. */
export function onPath(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1" >/dev/null', 'sh', program]).status === 0
}
