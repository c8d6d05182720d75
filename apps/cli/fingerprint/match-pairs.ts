import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Template } from '@basinet/fingerprint'
import type { ToWorker, FromWorker } from './pair-worker.ts'

/** Pairs handed to a worker at a time. */
const CHUNK = 2_000
const FILES_CHUNK = 4

/**
 * Scores of pairs of files in the order given, NaN where a file could not be read. Every file is extracted once, by
 * `workers` threads (as many as the machine has processors where null).
 */
export async function matchPairs(
  pairs: readonly (readonly [a: string, b: string])[],
  pathOf: (name: string) => string,
  ppi: number | null,
  workers: number | null,
): Promise<{ scores: Float64Array; problems: string[] }> {
  const names = [...new Set(pairs.flat())]
  const numberOf = new Map(names.map((name, i) => [name, i]))
  const threads = startThreads(workers ?? availableParallelism(), names.length)
  try {
    const templates = Array.from<unknown, Template | string>({ length: names.length }, () => '')
    await shareOut(
      threads,
      chunksOf(names.length, FILES_CHUNK),
      ([from, to]) => ({ kind: 'extract', from, ppi, files: names.slice(from, to).map(pathOf) }),
      ([from], answer) => {
        if (answer.kind === 'extracted')
          answer.templates.forEach((template, i) => (templates[from + i] = template))
      },
    )
    const problems = templates.filter((found) => typeof found === 'string')
    const table: ToWorker = {
      kind: 'table',
      templates: templates.map((found) => (typeof found === 'string' ? null : found)),
    }
    for (const thread of threads) thread.postMessage(table, [])
    const scores = new Float64Array(pairs.length)
    await shareOut(
      threads,
      chunksOf(pairs.length, CHUNK),
      ([from, to]) => ({
        kind: 'compare',
        pairs: Int32Array.from(pairs.slice(from, to).flat(), (name) => numberOf.get(name)!),
      }),
      ([from], answer) => {
        if (answer.kind === 'scores') scores.set(answer.scores, from)
      },
    )
    return { scores, problems }
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

function startThreads(wanted: number, most: number): Worker[] {
  return Array.from(
    { length: Math.max(1, Math.min(wanted, most)) },
    () => new Worker(new URL('./pair-worker.ts', import.meta.url)),
  )
}

type Chunk = readonly [from: number, to: number]

function chunksOf(count: number, size: number): Chunk[] {
  return Array.from(
    { length: Math.ceil(count / size) },
    (_, i) => [i * size, Math.min(count, (i + 1) * size)] as const,
  )
}

/** Every thread takes the next chunk when it has answered the last. */
async function shareOut(
  threads: readonly Worker[],
  chunks: readonly Chunk[],
  ask: (chunk: Chunk) => ToWorker,
  take: (chunk: Chunk, answer: FromWorker) => void,
): Promise<void> {
  let next = 0
  await Promise.all(
    threads.map(async (thread) => {
      for (let chunk = chunks[next++]; chunk !== undefined; chunk = chunks[next++]) {
        take(chunk, await answerOf(thread, ask(chunk)))
      }
    }),
  )
}

function answerOf(thread: Worker, question: ToWorker): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    const done = (answer: FromWorker): void => {
      thread.off('error', reject)
      resolve(answer)
    }
    thread.once('message', done)
    thread.once('error', reject)
    thread.postMessage(question, [])
  })
}
