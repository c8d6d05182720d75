import type { Plot, RadarSite } from '@basinet/tracking'

const DEGREE = Math.PI / 180
const POLAR = ['range_m', 'bearing_deg'] as const
const PLANE = ['x_m', 'y_m'] as const

/** Reads lines of a plots file: `t_s,radar,range_m,bearing_deg`, or `x_m,y_m` in place of the last two; columns by name. */
export class PlotLines {
  private readonly sites: readonly RadarSite[]
  private readonly radars: ReadonlyMap<string, number>
  private columns: { t: number; radar: number; a: number; b: number; polar: boolean } | null = null
  private line = 0

  constructor(sites: readonly RadarSite[]) {
    this.sites = sites
    this.radars = new Map(sites.map(({ id }, n) => [id, n]))
  }

  /** The plot of a line; null for the heading and blank lines; throws what is wrong with a line, by its number. */
  read(text: string): { radar: number; plot: Plot } | null {
    this.line++
    if (text.trim() === '') return null
    const cells = text.split(',')
    if (this.columns === null) {
      this.heading(cells.map((cell) => cell.trim()))
      return null
    }
    const { t, radar: at, a, b, polar } = this.columns
    const radar = this.radars.get((cells[at] ?? '').trim())
    if (radar === undefined) throw this.fault(`radar "${cells[at] ?? ''}" is not in the sites file`)
    const first = this.number(cells[a], polar ? POLAR[0] : PLANE[0])
    const second = this.number(cells[b], polar ? POLAR[1] : PLANE[1])
    const time = this.number(cells[t], 't_s')
    if (polar && first < 0) throw this.fault('range_m: expected no negative range')
    if (polar) return { radar, plot: { t: time, range: first, bearing: second * DEGREE } }
    const { x, y } = this.sites[radar]!
    return {
      radar,
      plot: { t: time, range: Math.hypot(first - x, second - y), bearing: Math.atan2(first - x, second - y) },
    }
  }

  private heading(names: readonly string[]): void {
    const find = (name: string): number => names.indexOf(name)
    const polar = find(POLAR[0]) >= 0
    const [first, second] = polar ? POLAR : PLANE
    for (const name of ['t_s', 'radar', first, second])
      if (find(name) < 0)
        throw this.fault(`expected a column ${name} (t_s,radar,range_m,bearing_deg or t_s,radar,x_m,y_m)`)
    this.columns = { t: find('t_s'), radar: find('radar'), a: find(first), b: find(second), polar }
  }

  private number(cell: string | undefined, name: string): number {
    const value = cell === undefined || cell.trim() === '' ? Number.NaN : Number(cell)
    if (!Number.isFinite(value)) throw this.fault(`${name}: expected a number, found "${cell ?? ''}"`)
    return value
  }

  private fault(message: string): Error {
    return new Error(`line ${this.line}: ${message}`)
  }
}
