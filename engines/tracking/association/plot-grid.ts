/** Plots of a scan by square cells, so that a track looks at the near ones only. */
export class PlotGrid {
  private readonly cells = new Map<number, number[]>()
  private readonly sizeM: number

  constructor(xs: readonly number[], ys: readonly number[], sizeM: number) {
    this.sizeM = sizeM
    for (let n = 0; n < xs.length; n++) {
      const key = this.key(Math.floor(xs[n]! / sizeM), Math.floor(ys[n]! / sizeM))
      const cell = this.cells.get(key)
      if (cell === undefined) this.cells.set(key, [n])
      else cell.push(n)
    }
  }

  /** Indices of all plots in the cells that a square of half-width `radius` touches. */
  near(x: number, y: number, radius: number, out: number[]): void {
    out.length = 0
    const toColumn = Math.floor((x + radius) / this.sizeM)
    const toRow = Math.floor((y + radius) / this.sizeM)
    for (let column = Math.floor((x - radius) / this.sizeM); column <= toColumn; column++) {
      for (let row = Math.floor((y - radius) / this.sizeM); row <= toRow; row++) {
        const cell = this.cells.get(this.key(column, row))
        if (cell !== undefined) out.push(...cell)
      }
    }
  }

  private key(column: number, row: number): number {
    return (column + 0x8000) * 0x10000 + (row + 0x8000)
  }
}
