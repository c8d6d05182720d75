import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** How far a bundle was taken in. */
export interface BundleMark {
  readonly messages: number
  readonly done: boolean
}

/** What a node remembers of bundles, across restarts. */
export interface BundleLedger {
  mark(id: string): Promise<BundleMark | null>
  setMark(id: string, mark: BundleMark): Promise<void>
  /** The next serial of bundles for a nation; each is given once. */
  nextSerial(to: string): Promise<number>
  /** Serial of the newest bundle taken from a nation; 0 before the first. */
  lastTaken(from: string): Promise<number>
  setTaken(from: string, serial: number): Promise<void>
}

interface Kept {
  marks: Record<string, BundleMark>
  given: Record<string, number>
  taken: Record<string, number>
}

/** Marks kept; far more than a person carries sticks in the time keys live. */
const MARKS_MAX = 10_000

export function memoryLedger(kept: Kept = { marks: {}, given: {}, taken: {} }, save = (): void => undefined) {
  const ledger: BundleLedger = {
    mark: (id) => Promise.resolve(kept.marks[id] ?? null),
    async setMark(id, mark) {
      kept.marks[id] = mark
      const [oldest] = Object.keys(kept.marks)
      if (Object.keys(kept.marks).length > MARKS_MAX && oldest !== undefined) delete kept.marks[oldest]
      save()
    },
    async nextSerial(to) {
      const serial = (kept.given[to] ?? 0) + 1
      kept.given[to] = serial
      save()
      return serial
    },
    lastTaken: (from) => Promise.resolve(kept.taken[from] ?? 0),
    async setTaken(from, serial) {
      kept.taken[from] = Math.max(serial, kept.taken[from] ?? 0)
      save()
    },
  }
  return ledger
}

/**
 * A ledger in one small file, written anew and synced at each change. Losing it loses no safety: a frame that is known has no
 * effect a second time; it only lets a bundle be read twice.
 */
export function fileLedger(path: string): BundleLedger {
  const kept = read(path)
  return memoryLedger(kept, () => {
    const next = `${path}.new`
    const file = openSync(next, 'w', 0o600)
    try {
      writeSync(file, JSON.stringify(kept))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(next, path)
    const folder = openSync(dirname(path), 'r')
    fsyncSync(folder)
    closeSync(folder)
  })
}

function read(path: string): Kept {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Partial<Kept>
    return { marks: kept.marks ?? {}, given: kept.given ?? {}, taken: kept.taken ?? {} }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
    return { marks: {}, given: {}, taken: {} }
  }
}
