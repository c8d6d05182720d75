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

/** A ledger that lasts as long as its process: for tests and simulations. */
export function memoryLedger(): BundleLedger {
  const marks = new Map<string, BundleMark>()
  const given = new Map<string, number>()
  const taken = new Map<string, number>()
  return {
    mark: (id) => Promise.resolve(marks.get(id) ?? null),
    setMark: async (id, mark) => void marks.set(id, mark),
    async nextSerial(to) {
      const serial = (given.get(to) ?? 0) + 1
      given.set(to, serial)
      return serial
    },
    lastTaken: (from) => Promise.resolve(taken.get(from) ?? 0),
    setTaken: async (from, serial) => void taken.set(from, Math.max(serial, taken.get(from) ?? 0)),
  }
}
