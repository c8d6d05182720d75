import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Pair } from '../pair-list.ts'
import type { CompareOptions } from './compare-files.ts'
import type { PairQuestion } from './pair-worker.ts'

/** Pairs handed to a thread at a time; twice as many a thread are ahead of what was printed. */
const CHUNK = 8
const AHEAD = 4

/** Results in the order of the pairs, from `threads` threads. */
export async function* comparePairs(
  pairs: readonly Pair[],
  options: CompareOptions,
  threads: number,
): AsyncGenerator<Record<string, unknown>> {
  const workers = Array.from(
    { length: Math.max(1, Math.min(threads, Math.ceil(pairs.length / CHUNK))) },
    () => new Worker(new URL('./pair-worker.ts', import.meta.url)),
  )
  try {
    const idle = [...workers]
    const waiting: ((worker: Worker) => void)[] = []
    const ask = async (chunk: readonly Pair[]): Promise<Record<string, unknown>[]> => {
      const worker = idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)))
      const question: PairQuestion = { pairs: chunk, options }
      worker.postMessage(question, [])
      const [answers] = (await once(worker, 'message')) as [Record<string, unknown>[]]
      const next = waiting.shift()
      if (next === undefined) idle.push(worker)
      else next(worker)
      return answers
    }
    const asked: Promise<Record<string, unknown>[]>[] = []
    for (let at = 0; at < pairs.length || asked.length > 0;) {
      while (at < pairs.length && asked.length < AHEAD * workers.length) {
        const answer = ask(pairs.slice(at, at + CHUNK))
        // Thrown where it is awaited; until then nobody waits for it.
        answer.catch(() => undefined)
        asked.push(answer)
        at += CHUNK
      }
      yield* (await asked.shift()) ?? []
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}
