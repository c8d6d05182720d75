import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { inCheckout } from './checkout.js'

const BEAT_MS = 1_000
/** A holder touches its lock every second; one that has not for this long was killed or its machine was. */
const STALE_MS = 15_000
const POLL_MS = 300
/** After breaking a stale lock: long enough for another breaker's steps to have ended, so that one of us sees the other. */
const SETTLE_MS = 100
const SAY_EVERY_MS = 5_000
/** Most waits are shorter, and then nothing is said. */
const QUIET_MS = 1_000

/**
 * Runs the work while no other process of this checkout runs work of the same name.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(name, work) {
  const directory = inCheckout('.cache', `${name}.lock`)
  const token = randomUUID()
  await acquire(directory, token, name)
  const beat = setInterval(() => touch(directory), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(directory, { recursive: true, force: true })
  }
}

async function acquire(directory, token, name) {
  mkdirSync(inCheckout('.cache'), { recursive: true })
  const started = Date.now()
  let said = started - SAY_EVERY_MS + QUIET_MS
  for (;;) {
    const broke = removeWhenStale(directory)
    if (tryMake(directory, token)) {
      if (!broke) return
      await delay(SETTLE_MS)
      if (holderToken(directory) === token) return
    }
    if (Date.now() - said >= SAY_EVERY_MS) {
      said = Date.now()
      const seconds = Math.round((said - started) / 1000)
      process.stderr.write(`another process is at it (${name}); waiting … ${seconds} s\n`)
    }
    await delay(POLL_MS)
  }
}

function tryMake(directory, token) {
  try {
    mkdirSync(directory)
    writeFileSync(`${directory}/holder`, token)
    return true
  } catch (error) {
    // ENOENT: a breaker removed the directory between our two steps.
    if (error.code === 'EEXIST' || error.code === 'ENOENT') return false
    throw error
  }
}

function removeWhenStale(directory) {
  const stat = statSync(directory, { throwIfNoEntry: false })
  if (stat === undefined || Date.now() - stat.mtimeMs < STALE_MS) return false
  rmSync(directory, { recursive: true, force: true })
  return true
}

function holderToken(directory) {
  try {
    return readFileSync(`${directory}/holder`, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return ''
    throw error
  }
}

function touch(directory) {
  try {
    const now = new Date()
    utimesSync(directory, now, now)
  } catch (error) {
    // Removed by a breaker while this machine was suspended; the work goes on, and npm copes with a second run.
    if (error.code !== 'ENOENT') throw error
  }
}
