import { Worker } from 'node:worker_threads'
import type { StudyResult } from '../contract/study.ts'
import type { FromThread, StudyTask } from './protocol.ts'

/** An exact selection of many candidates grows without end; the greedy ranking of a smaller study answers then. */
const LONGEST_MS = 15 * 60_000

export type Answer = { readonly result: StudyResult } | { readonly problem: string } | 'stopped'

/** A study in a thread of its own; `progress` answers false to stop it. */
export function runStudy(
  task: StudyTask,
  progress: (done: number, total: number) => Promise<boolean>,
): Promise<Answer> {
  return new Promise((answer, failed) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: task })
    const end = (result: Answer): void => {
      clearTimeout(timer)
      answer(result)
      void worker.terminate()
    }
    const timer = setTimeout(
      () => end({ problem: 'it took more than 15 minutes: fewer candidates or larger squares' }),
      LONGEST_MS,
    )
    worker.on('message', (message: FromThread) => {
      if (!('done' in message)) return end(message)
      progress(message.done, message.total).then((on) => {
        if (!on) end('stopped')
      }, failed)
      return undefined
    })
    worker.once('error', (error) => {
      clearTimeout(timer)
      failed(error)
    })
    worker.once('exit', () => {
      clearTimeout(timer)
      failed(new Error('the thread ended without an answer'))
    })
  })
}
