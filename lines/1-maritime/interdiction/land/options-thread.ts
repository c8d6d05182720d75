import { Worker } from 'node:worker_threads'
import type { OptionsAnswer } from '../contract/wire.ts'
import { optionsFor } from '../options/options.ts'
import type { Answered, OptionsTask } from './protocol.ts'

/** The coast takes seconds to be read, once. */
const PATIENCE_MS = 30_000
const WAITING_MAX = 64

export interface OptionsThread {
  /** With land looked at; without it, and saying so, where the thread is gone, late or has too much to do. */
  ask(task: OptionsTask): Promise<OptionsAnswer>
  stop(): Promise<void>
}

/** Ways over water are sought in a thread of its own, begun when somebody asks first: the coast has a million edges. */
export function startOptionsThread(
  coastline: string,
  onError: (error: unknown, what: string) => void,
): OptionsThread {
  let worker: Worker | null = null
  let last = 0
  const waiting = new Map<number, (answer: OptionsAnswer | null) => void>()
  const lost = (error: unknown): void => {
    worker = null
    for (const give of waiting.values()) give(null)
    waiting.clear()
    onError(error, 'ways around land')
  }
  const begin = (): Worker => {
    const made = new Worker(new URL('./thread.ts', import.meta.url), { workerData: coastline })
    made.on('message', ({ number, answer }: Answered) => waiting.get(number)?.(answer))
    made.once('error', lost)
    made.unref()
    return made
  }
  return {
    async ask(task) {
      const dry = (): OptionsAnswer => optionsFor(task.operation, task.assets, task.matrix, task.asked, null)
      if (waiting.size >= WAITING_MAX) return dry()
      worker ??= begin()
      const number = ++last
      const answer = await new Promise<OptionsAnswer | null>((give) => {
        waiting.set(number, give)
        setTimeout(() => give(null), PATIENCE_MS).unref()
        worker?.postMessage({ number, task }, [])
      })
      waiting.delete(number)
      return answer ?? dry()
    },
    async stop() {
      await worker?.terminate()
    },
  }
}
