import type { Response } from './gabor.ts'
import { CELL_PX, smoothGrid } from './wave-field.ts'

/** Share of a neighbourhood's energy that lies in its ridge wave, from which it is print. */
const PRINT_SHARE = 0.14
/** An island of print smaller than this share of the largest is dropped. */
const ISLAND_SHARE = 0.25

/**
 * Clarity of each cell, 0 to 1: the ridge wave's share of the energy there (1 for a clean sine; noise has about 0.1),
 * and which cells are print.
 */
export interface Segmentation {
  readonly clarity: Float32Array
  /** 1 print, 0 background. */
  readonly mask: Uint8Array
}

export function segment(response: Response, cols: number, rows: number): Segmentation {
  const clarity = new Float32Array(cols * rows)
  const counts = new Float32Array(cols * rows)
  for (let r = 0; r < response.rows; r++)
    for (let c = 0; c < response.cols; c++) {
      const i = r * response.cols + c
      const cell = (((r * response.step) / CELL_PX) | 0) * cols + (((c * response.step) / CELL_PX) | 0)
      counts[cell]!++
      clarity[cell]! += (response.re[i]! * response.re[i]! + response.im[i]! * response.im[i]!) / 2
    }
  for (let i = 0; i < clarity.length; i++) clarity[i] = Math.min(1, clarity[i]! / Math.max(1, counts[i]!))
  const smooth = Float32Array.from(clarity)
  smoothGrid(smooth, cols, rows, 1)
  let mask = Uint8Array.from(smooth, (value) => (value > PRINT_SHARE ? 1 : 0))
  mask = majority(mask, cols, rows, 2, 0.5)
  mask = dropIslands(mask, cols, rows)
  fillHoles(mask, cols, rows)
  return { clarity: smooth, mask }
}

/** A cell is what more than `share` of the square around it is. */
function majority(
  mask: Uint8Array,
  cols: number,
  rows: number,
  radius: number,
  share: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(mask.length)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      let [sum, count] = [0, 0]
      for (let y = Math.max(0, r - radius); y <= Math.min(rows - 1, r + radius); y++)
        for (let x = Math.max(0, c - radius); x <= Math.min(cols - 1, c + radius); x++) {
          sum += mask[y * cols + x]!
          count++
        }
      out[r * cols + c] = sum > share * count ? 1 : 0
    }
  return out
}

/** Labels connected cells (4 neighbours) of value `value`; returns the labels (0 none) and each label's size. */
function components(
  mask: Uint8Array,
  cols: number,
  rows: number,
  value: number,
): { labels: Int32Array; sizes: number[] } {
  const labels = new Int32Array(mask.length)
  const sizes = [0]
  const stack: number[] = []
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== value || labels[start] !== 0) continue
    const label = sizes.length
    sizes.push(0)
    labels[start] = label
    stack.push(start)
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      sizes[label]!++
      const c = i % cols
      const near = [
        c > 0 ? i - 1 : -1,
        c + 1 < cols ? i + 1 : -1,
        i - cols,
        i + cols < rows * cols ? i + cols : -1,
      ]
      for (const j of near)
        if (j >= 0 && mask[j] === value && labels[j] === 0) {
          labels[j] = label
          stack.push(j)
        }
    }
  }
  return { labels, sizes }
}

function dropIslands(mask: Uint8Array, cols: number, rows: number): Uint8Array<ArrayBuffer> {
  const { labels, sizes } = components(mask, cols, rows, 1)
  const largest = Math.max(...sizes)
  return Uint8Array.from(labels, (label) => (label > 0 && sizes[label]! >= ISLAND_SHARE * largest ? 1 : 0))
}

/** Background that does not reach the image's edge becomes print: a scar, a wet patch. */
function fillHoles(mask: Uint8Array, cols: number, rows: number): void {
  const { labels, sizes } = components(mask, cols, rows, 0)
  const outside = new Uint8Array(sizes.length)
  for (let i = 0; i < mask.length; i++) {
    const [c, r] = [i % cols, Math.floor(i / cols)]
    if (c === 0 || r === 0 || c === cols - 1 || r === rows - 1) outside[labels[i]!] = 1
  }
  for (let i = 0; i < mask.length; i++) if (mask[i] === 0 && outside[labels[i]!] === 0) mask[i] = 1
}

/** Distance of each cell from the nearest cell that is not print or outside the image, in cells (chessboard), at most `max`. */
export function depthOf(mask: Uint8Array, cols: number, rows: number, max: number): Uint8Array {
  let depth = Uint8Array.from(mask)
  for (let round = 1; round < max; round++) {
    const next = Uint8Array.from(depth)
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < cols; c++) {
        const i = r * cols + c
        if (depth[i] !== round) continue
        if (round === 1 && (c === 0 || r === 0 || c === cols - 1 || r === rows - 1)) continue
        let least = 255
        if (c > 1) least = Math.min(least, depth[i - 1]!)
        if (c < cols - 2) least = Math.min(least, depth[i + 1]!)
        if (r > 1) least = Math.min(least, depth[i - cols]!)
        if (r < rows - 2) least = Math.min(least, depth[i + cols]!)
        if (least >= round) next[i] = round + 1
      }
    depth = next
  }
  return depth
}
