/** Cells along each side of the square around a radar. */
const SIDE = 80

/** Plots of a radar's scan by square cells, so that a track looks at the near ones only. Reused scan after scan. */
export class PlotGrid {
  /** First plot of each cell, and the next one in the same cell; -1 at the end. */
  private readonly first = new Int32Array(SIDE * SIDE)
  private following = new Int32Array(256)
  private readonly west: number
  private readonly south: number
  private readonly sizeM: number

  /** Covers `reachM` to each side of a place; plots beyond lie in the outermost cells. */
  constructor(x: number, y: number, reachM: number) {
    this.west = x - reachM
    this.south = y - reachM
    this.sizeM = (2 * reachM) / SIDE
  }

  fill(xs: readonly number[], ys: readonly number[]): void {
    this.first.fill(-1)
    if (this.following.length < xs.length) this.following = new Int32Array(2 * xs.length)
    for (let n = 0; n < xs.length; n++) {
      const cell = this.line(xs[n]! - this.west) * SIDE + this.line(ys[n]! - this.south)
      this.following[n] = this.first[cell]!
      this.first[cell] = n
    }
  }

  /** Indices of the plots within a square of half-width `radius`, into `out`. */
  near(
    x: number,
    y: number,
    radius: number,
    xs: readonly number[],
    ys: readonly number[],
    out: number[],
  ): void {
    out.length = 0
    const toColumn = this.line(x + radius - this.west)
    const fromRow = this.line(y - radius - this.south)
    const toRow = this.line(y + radius - this.south)
    for (let column = this.line(x - radius - this.west); column <= toColumn; column++) {
      for (let row = fromRow; row <= toRow; row++) {
        for (let n = this.first[column * SIDE + row]!; n >= 0; n = this.following[n]!)
          if (Math.abs(xs[n]! - x) <= radius && Math.abs(ys[n]! - y) <= radius) out.push(n)
      }
    }
  }

  private line(offset: number): number {
    return Math.min(SIDE - 1, Math.max(0, Math.floor(offset / this.sizeM)))
  }
}
