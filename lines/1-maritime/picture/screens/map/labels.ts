/** A label that would like to be drawn, in screen pixels around its anchor. */
export interface Candidate {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Lower is more important. */
  readonly rank: number
  /** Distance kept from the anchor where the symbol is larger than most. */
  readonly gap?: number
}

export interface PlacedLabel {
  readonly id: string
  /** Left edge and middle line of the text. */
  readonly left: number
  readonly middle: number
}

/** Distance of a label from what it names. */
const GAP_PX = 10
/** Breadth of the cells that remember what is taken. */
const CELL_PX = 32

const gapOf = (c: Candidate): number => c.gap ?? GAP_PX

/** Places to try around the anchor: right, left, above, below. */
const SIDES = [
  { left: (c: Candidate) => c.x + gapOf(c), middle: (c: Candidate) => c.y },
  { left: (c: Candidate) => c.x - gapOf(c) - c.width, middle: (c: Candidate) => c.y },
  { left: (c: Candidate) => c.x - c.width / 2, middle: (c: Candidate) => c.y - gapOf(c) - c.height / 2 },
  { left: (c: Candidate) => c.x - c.width / 2, middle: (c: Candidate) => c.y + gapOf(c) + c.height / 2 },
] as const

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const meets = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/**
 * Chooses which labels are drawn and where: the most important first, each on the first side where it meets no other.
 * What finds no room is left out; `max` bounds the drawing.
 */
export function placeLabels(candidates: readonly Candidate[], max: number): PlacedLabel[] {
  const taken = new Map<string, Box[]>()
  const cellsOf = (box: Box): string[] => {
    const cells: string[] = []
    for (let x = Math.floor(box.left / CELL_PX); x <= Math.floor(box.right / CELL_PX); x++)
      for (let y = Math.floor(box.top / CELL_PX); y <= Math.floor(box.bottom / CELL_PX); y++)
        cells.push(`${x},${y}`)
    return cells
  }
  const free = (box: Box): boolean =>
    cellsOf(box).every((cell) => taken.get(cell)?.some((other) => meets(box, other)) !== true)
  const placed: PlacedLabel[] = []
  for (const c of candidates.toSorted((a, b) => a.rank - b.rank)) {
    if (placed.length >= max) break
    for (const side of SIDES) {
      const left = side.left(c)
      const middle = side.middle(c)
      const box: Box = {
        left,
        right: left + c.width,
        top: middle - c.height / 2,
        bottom: middle + c.height / 2,
      }
      if (!free(box)) continue
      for (const cell of cellsOf(box)) taken.set(cell, [...(taken.get(cell) ?? []), box])
      placed.push({ id: c.id, left, middle })
      break
    }
  }
  return placed
}
