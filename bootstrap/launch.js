import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { checkout, inCheckout } from './checkout.js'
import { nodeBinary } from './node24.js'

/** A terminal's Ctrl-C reaches us once itself and once through npm; what comes within this time is one wish. */
const SAME_WISH_MS = 1_000
/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** What every program of ours runs with: the right Node first on the path, and a cache of compiled modules. */
export function programEnvironment(extra = {}) {
  const separator = process.platform === 'win32' ? ';' : ':'
  const path = [inCheckout('node_modules', 'node', 'bin'), process.env.PATH].join(separator)
  return { NODE_COMPILE_CACHE: inCheckout('.cache', 'node'), ...process.env, PATH: path, ...extra }
}

/**
 * Runs a program in the foreground beside us in the same process group: Ctrl-C reaches it from the terminal.
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 + n after signal n, as shells have it
 */
export function runBeside(args, options = {}) {
  const child = spawn(nodeBinary, args, { env: programEnvironment(), ...options, stdio: 'inherit' })
  // On a terminal the program has its own Ctrl-C already; without one the signal was sent to us alone.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return exitCode(child)
}

/**
 * Runs the node in a session of its own, so that it gets each wish to end exactly once; when we are killed outright, the
 * leash tells it to end.
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 */
export function runLeashed(args, options = {}) {
  const leash = new URL('leash.js', import.meta.url).href
  const child = spawn(nodeBinary, ['--import', leash, ...args], {
    cwd: checkout,
    env: programEnvironment(),
    ...options,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let last = 0
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (Date.now() - last < SAME_WISH_MS) return
      last = Date.now()
      child.kill(signal)
    })
  }
  return exitCode(child)
}

function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}
