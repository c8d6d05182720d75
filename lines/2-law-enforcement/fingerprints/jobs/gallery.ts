import { nodeSubject, sealedSubject, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { ENGINE } from '../contract/words.ts'
import type { Engine } from '../engine/engine.ts'
import { goneSince, templatesSince } from '../store.ts'

/** Templates fetched at a time. */
const PAGE = 5000
/** Numbers are given before they are committed: so many back are looked at again. */
const LOOK_BACK = 2000

/** Keeps the galleries of this process equal to the table: what is new comes in, what was expunged goes out. */
export interface GalleryKeeper {
  sync(): Promise<void>
}

export function keepGallery(core: Core, engine: Engine): GalleryKeeper {
  const known = new Set<number>()
  let last = 0
  let gone = 0
  let running: Promise<void> = Promise.resolve()
  const node = { ...nodeSubject(core.nation), roles: ['node-system', ENGINE] }
  const look = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    core.store.run(sealedSubject(core, node, core.now()), { readOnly: true }, work)

  async function once(): Promise<void> {
    for (let from = Math.max(0, last - LOOK_BACK); ;) {
      const page = await look((tx) => templatesSince(tx, from, PAGE))
      const fresh = page.filter(({ n }) => !known.has(n))
      await engine.add(fresh)
      for (const { n } of fresh) known.add(n)
      last = Math.max(last, page.at(-1)?.n ?? 0)
      if (page.length < PAGE) break
      from = page.at(-1)?.n ?? from
    }
    const left = await look((tx) => goneSince(tx, Math.max(0, gone - LOOK_BACK)))
    gone = Math.max(gone, ...left.map(({ n }) => n))
    const numbers = left.map(({ seq }) => seq).filter((seq) => known.has(seq))
    await engine.forget(numbers)
    for (const seq of numbers) known.delete(seq)
  }
  return {
    sync() {
      // One at a time: two would add the same templates twice.
      running = running.catch(() => undefined).then(once)
      return running
    },
  }
}
