import type { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { StreamSink } from './transport.ts'

/**
 * Moves a readable stream into a sink, one chunk at a time, so that a sink that asks for time slows the source. Rejects when
 * nothing came for `idleMs`: a half-open connection looks alive for ever otherwise.
 */
export async function pump(
  source: Readable,
  sink: StreamSink,
  signal: AbortSignal,
  idleMs: number | null,
): Promise<void> {
  let idle: NodeJS.Timeout | undefined
  const restart = (): void => {
    clearTimeout(idle)
    if (idleMs !== null)
      idle = setTimeout(() => source.destroy(new Error(`nothing came for ${idleMs / 1000} s`)), idleMs)
  }
  const abort = (): void => void source.destroy()
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  restart()
  try {
    for await (const chunk of source) {
      restart()
      const wait = sink.push(chunk as Uint8Array)
      // A fast sender fills the socket anew while a chunk is worked on, and libuv hands 32 reads over in one turn of the
      // loop: timers and the database would wait for seconds.
      await setImmediate()
      if (wait !== undefined) {
        clearTimeout(idle)
        await wait
        restart()
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    clearTimeout(idle)
    signal.removeEventListener('abort', abort)
    sink.end()
  }
}
