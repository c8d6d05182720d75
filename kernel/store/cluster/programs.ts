import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Account } from './account.ts'
import { runningAsRoot } from './account.ts'

/** Kept of a program's output for the error message; the rest is dropped. */
const OUTPUT_CHARACTERS_MAX = 4_000

export interface ProgramRun {
  readonly program: string
  readonly args: readonly string[]
  readonly account: Account
  /** Must be a directory the account may enter: PostgreSQL's programs look up their working directory. */
  readonly cwd: string
}

/**
 * PostgreSQL reads PG* variables and LANG of whoever starts it; ours are none of its business.
 * libuv drops root's supplementary groups before it changes the user.
 */
export function spawnOptions(run: ProgramRun): {
  cwd: string
  env: Record<string, string>
  uid?: number
  gid?: number
} {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' }
  const as = runningAsRoot() ? { uid: run.account.uid, gid: run.account.gid } : {}
  return { cwd: run.cwd, env, ...as }
}

/** Runs a program to its end. `code` is null when it could not be started or was killed; `output` says why. */
export function runProgram(run: ProgramRun): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(run.program, [...run.args], {
      ...spawnOptions(run),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-OUTPUT_CHARACTERS_MAX)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output: output.trim() }))
  })
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches the node alone, which then ends its
 * work before it ends the database.
 */
export function startDetached(run: ProgramRun, outputFd: number): ChildProcess {
  const child = spawn(run.program, [...run.args], {
    ...spawnOptions(run),
    detached: true,
    stdio: ['ignore', outputFd, outputFd],
  })
  child.unref()
  return child
}
