import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Answered, Asked, Numbered, Reply, Scored, Verb } from './protocol.ts'

/** Name and version that stand beside every score. */
export const ENGINE_NAME = 'basinet fingerprint 0.2.0'

/** The engine's threads as one: prints are read by whichever is free, the gallery is shared out among all. */
export interface Engine {
  read(input: Asked['read']): Promise<Answered['read']>
  mark(input: Asked['mark']): Promise<Answered['mark']>
  add(items: readonly Numbered[]): Promise<void>
  forget(numbers: readonly number[]): Promise<void>
  /** The best of all parts, best first. */
  search(compact: Uint8Array, most: number): Promise<readonly Scored[]>
  against(input: Asked['against']): Promise<Answered['against']>
  close(): Promise<void>
}

const THREADS_MAX = 8

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
}

class Thread {
  readonly #worker = new Worker(new URL('./thread.ts', import.meta.url))
  readonly #waiting = new Map<number, Waiting>()
  #next = 1

  constructor() {
    this.#worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if ('failed' in reply) waiting?.reject(new Error(reply.failed))
      else waiting?.resolve(reply.answer as never)
    })
    const ended = (error?: Error): void => {
      for (const waiting of this.#waiting.values())
        waiting.reject(error ?? new Error('the engine was closed'))
      this.#waiting.clear()
    }
    this.#worker.on('error', ended)
    this.#worker.on('exit', () => ended())
    this.#worker.unref()
  }

  get load(): number {
    return this.#waiting.size
  }

  ask<V extends Verb>(verb: V, input: Asked[V]): Promise<Answered[V]> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      // What is handed over is copied: the caller keeps its bytes.
      this.#worker.postMessage({ id, verb, input }, [])
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}

/** Threads start at the first question: a node that searches nothing pays nothing. */
export function openEngine(threads = Math.max(1, Math.min(THREADS_MAX, availableParallelism() - 1))): Engine {
  let started: Thread[] | null = null
  const all = (): Thread[] => (started ??= Array.from({ length: threads }, () => new Thread()))
  const free = (): Thread => all().reduce((a, b) => (b.load < a.load ? b : a))
  const partOf = (index: number, n: number): boolean => n % threads === index
  return {
    read: (input) => free().ask('read', input),
    mark: (input) => free().ask('mark', input),
    async add(items) {
      await Promise.all(all().map((t, i) => t.ask('add', { items: items.filter(({ n }) => partOf(i, n)) })))
    },
    async forget(numbers) {
      await Promise.all(
        all().map((t, i) => t.ask('forget', { numbers: numbers.filter((n) => partOf(i, n)) })),
      )
    },
    async search(compact, most) {
      const parts = await Promise.all(all().map((t) => t.ask('search', { compact, most })))
      return parts
        .flat()
        .toSorted((a, b) => b.score - a.score || a.n - b.n)
        .slice(0, most)
    },
    async against({ probes, given }) {
      const parts = await Promise.all(
        all().map((t, i) => t.ask('against', { probes, given: given.filter((_, k) => partOf(i, k)) })),
      )
      return parts.flat()
    },
    async close() {
      await Promise.all((started ?? []).map((t) => t.close()))
    },
  }
}
