import { Worker } from 'node:worker_threads'
import type { Answers, Task } from './protocol.ts'

/** Threads at once; what waits beyond the bound is refused. */
const THREADS = 2
const WAITING_MAX = 32

export interface BallisticEngine {
  /** Throws when too much waits, or when the work itself throws. */
  run<T extends Task>(task: T): Promise<Answers[T['do']]>
}

/** The engine in threads of their own: a comparison takes half a second and must not keep the node's other work waiting. */
export function openEngine(): BallisticEngine {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    async run<T extends Task>(task: T): Promise<Answers[T['do']]> {
      if (running >= THREADS) {
        if (waiting.length >= WAITING_MAX) throw new RangeError('too many surfaces wait for the engine')
        await new Promise<void>((go) => waiting.push(go))
      }
      running += 1
      try {
        return (await inThread(task)) as Answers[T['do']]
      } finally {
        running -= 1
        waiting.shift()?.()
      }
    },
  }
}

function inThread(task: Task): Promise<unknown> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: task })
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', () => failed(new Error('the engine thread ended without an answer')))
  })
}
