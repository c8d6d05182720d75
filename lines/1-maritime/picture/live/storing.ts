import type { Board } from './board.ts'

/** What the disk has room for: every point, one a vessel a minute, or none. */
export type Storing = 'all' | 'thin' | 'none'

/** Decides point by point whether it is stored; the picture itself stays live whatever the disk says. */
export interface PointGate {
  set(storing: Storing): void
  /** Call after the point was put on the board. */
  keeps(slot: number, atMs: number): boolean
  /** Points left out since the start. */
  readonly left: number
}

const THIN_MS = 60_000

export function createPointGate(board: Pick<Board, 'columns'>): PointGate {
  let storing: Storing = 'all'
  let left = 0
  let storedMs = new Float64Array(0)

  return {
    get left() {
      return left
    },
    set(next) {
      storing = next
    },
    keeps(slot, atMs) {
      if (storing === 'all') return true
      // A late report of a vessel that moved on has no slot; with little room it is the first to go.
      if (storing === 'none' || slot < 0) {
        left++
        return false
      }
      const capacity = board.columns.mmsi.length
      if (storedMs.length < capacity) {
        const grown = new Float64Array(capacity)
        grown.set(storedMs)
        storedMs = grown
      }
      if (Math.abs(atMs - (storedMs[slot] as number)) < THIN_MS) {
        left++
        return false
      }
      storedMs[slot] = atMs
      return true
    },
  }
}
