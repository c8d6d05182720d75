import { expect, it } from 'vitest'
import { fail, ok, type Failure } from '@basinet/kernel/contract'
import { backoffMs } from './backoff.ts'
import { keepLink, type Link, type LinkBatch, type LinkState, type LinkWork } from './link.ts'
import type { Transport } from './transport.ts'

const PEER = { nation: 'BRB', urls: ['https://127.0.0.1:1'], certificates: [] }
const QUESTION = Uint8Array.of(0)

/** A peer on a virtual network: up or down, holding questions back until it is told to let them go. */
class Sea {
  up = true
  readonly seen: number[] = []
  readonly slept: number[] = []
  flying = 0
  flyingMost = 0
  #held: (() => void)[] = []

  readonly transport: Transport = {
    exchange: async (_peer, request, { waitSeconds, signal }) => {
      if (!this.up) return fail('transport.unreachable', 'no way')
      if (waitSeconds > 0) await this.#hold(signal)
      else await this.#fly(request)
      return this.up ? ok(Uint8Array.of(9)) : fail('transport.unreachable', 'broke')
    },
    close: () => undefined,
  }

  sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    this.slept.push(ms)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  /** Every held-back question is answered, or breaks when the peer is down. */
  letGo(): void {
    for (const go of this.#held.splice(0)) go()
  }

  async #hold(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#held.push(resolve)
      signal.addEventListener('abort', () => resolve())
    })
  }

  async #fly(request: Uint8Array): Promise<void> {
    if (request !== QUESTION) this.seen.push(request[0] ?? -1)
    this.flying++
    this.flyingMost = Math.max(this.flyingMost, this.flying)
    await new Promise((resolve) => setTimeout(resolve, 2))
    this.flying--
  }
}

/** A queue as streams keep it: what failed waits again. */
class Queue implements LinkWork {
  waiting: number[] = []
  readonly done: number[] = []
  readonly failures: Failure[] = []
  #wake: () => void = () => undefined

  async take(): Promise<LinkBatch | null> {
    const next = this.waiting.shift()
    return next === undefined ? null : this.#batch(Uint8Array.of(next), next)
  }
  async ask(): Promise<LinkBatch> {
    return this.#batch(QUESTION, null)
  }
  onWork(wake: () => void): () => void {
    this.#wake = wake
    return () => undefined
  }
  put(...items: number[]): void {
    this.waiting.push(...items)
    this.#wake()
  }
  #batch(bytes: Uint8Array, item: number | null): LinkBatch {
    return {
      bytes,
      done: async () => {
        if (item !== null) this.done.push(item)
        return ok(null)
      },
      failed: async (why) => {
        this.failures.push(why)
        if (item !== null) this.waiting.unshift(item)
      },
    }
  }
}

function linkOn(sea: Sea, queue: Queue): { link: Link; states: LinkState['state'][] } {
  const states: LinkState['state'][] = []
  const link = keepLink({
    peer: () => PEER,
    name: 'BRB',
    transport: sea.transport,
    work: queue,
    now: () => new Date(),
    random: () => 0.5,
    sleep: sea.sleep,
    onState: (state) => states.push(state.state),
  })
  return { link, states }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (holds()) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error(`never: ${what}`)
}

it('sends what waits with several batches in flight, also what comes later', async () => {
  const sea = new Sea()
  const queue = new Queue()
  const { link } = linkOn(sea, queue)
  queue.put(1, 2, 3, 4, 5, 6, 7, 8)
  await until('all eight', () => queue.done.length === 8)
  queue.put(9)
  await until('the ninth', () => queue.done.includes(9))
  expect([...queue.done].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(sea.flyingMost).toBeGreaterThan(1)
  expect(sea.flyingMost).toBeLessThanOrEqual(4)
  await link.stop()
  expect(link.state().state).toBe('stopped')
})

it('comes back after any outage, and nothing that waited is lost', async () => {
  const sea = new Sea()
  const queue = new Queue()
  const { link, states } = linkOn(sea, queue)
  await until('up', () => link.state().state === 'up')
  sea.up = false
  sea.letGo()
  await until('down', () => link.state().state === 'down')
  queue.put(1, 2, 3)
  await until('many tries', () => sea.slept.length > 12)
  expect(link.state()).toMatchObject({ lastFailure: { code: 'transport.unreachable' } })
  expect(queue.done).toEqual([])
  sea.up = true
  link.nudge()
  await until('all three', () => queue.done.length === 3)
  expect([...queue.done].sort((a, b) => a - b)).toEqual([1, 2, 3])
  expect(states).toEqual(['up', 'down', 'up'])
  await link.stop()
})

it('stops at once while a question is held back', async () => {
  const sea = new Sea()
  const { link } = linkOn(sea, new Queue())
  await until('up', () => link.state().state === 'up')
  await link.stop()
  expect(link.state().state).toBe('stopped')
})

it('pauses longer with each failure, with full jitter, and never longer than a minute', () => {
  expect([1, 2, 3, 4].map((n) => backoffMs(n, () => 0.999_999))).toEqual([1000, 2000, 4000, 8000])
  expect(backoffMs(1_000_000, () => 0.999_999)).toBe(60_000)
  expect(backoffMs(5, () => 0)).toBe(0)
})
