const EVERY_MS = process.stderr.isTTY ? 500 : 10_000

/**
 * Shows what is going on and for how long: one line that counts on a terminal, a line every ten seconds elsewhere.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const show = (text) => process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`)
  show(`${what} …`)
  const timer = setInterval(() => show(`${what} … ${seconds()} s`), EVERY_MS)
  try {
    const value = await work()
    show(`${what}: done in ${seconds()} s`)
    return value
  } catch (error) {
    show(`${what}: failed after ${seconds()} s`)
    throw error
  } finally {
    clearInterval(timer)
    if (process.stderr.isTTY) process.stderr.write('\n')
  }
}
