import { assign } from '../association/jonker-volgenant.ts'
import { marginals, type Pair } from '../association/belief.ts'
import type { TrackerOptions } from './options.ts'

/**
 * Probability of each pair. Where confirmed tracks compete for plots, one of them is the plot's (the assignment with the greatest joint
 * likelihood) before probabilities are shared out: soft sharing between them would draw tracks of craft that travel
 * together into one (coalescence).
 */
export function associate(
  pairs: readonly Pair[],
  confirmed: readonly boolean[],
  plots: number,
  sharing: TrackerOptions['sharing'],
): Float64Array {
  if (sharing === 'soft') return marginals(pairs, confirmed.length, plots)
  const owner = owners(pairs, confirmed, plots)
  const taken = new Set<number>(owner.filter((track) => track >= 0))
  const kept = pairs.map(({ track, plot }) => {
    if (!confirmed[track]!) return true
    if (sharing === 'hard' && taken.has(track)) return owner[plot] === track
    return owner[plot] === -1 || owner[plot] === track
  })
  const left = pairs.filter((_, k) => kept[k])
  const shares = marginals(left, confirmed.length, plots)
  const out = new Float64Array(pairs.length)
  let n = 0
  for (let k = 0; k < pairs.length; k++) if (kept[k]!) out[k] = shares[n++]!
  return out
}

/** The confirmed track of each plot, -1 where none. */
function owners(pairs: readonly Pair[], confirmed: readonly boolean[], plots: number): Int32Array {
  const owner = new Int32Array(plots).fill(-1)
  for (const { rows, columns, edges } of clusters(pairs, confirmed)) {
    // A column each for "no plot" behind the plots.
    const width = columns.length + rows.length
    const costs = new Float64Array(rows.length * width).fill(Infinity)
    for (let r = 0; r < rows.length; r++) costs[r * width + columns.length + r] = 0
    for (const { track, plot, weight } of edges)
      costs[rows.indexOf(track) * width + columns.indexOf(plot)] = -Math.log(weight)
    const columnOf = assign(costs, rows.length, width)
    if (columnOf === null) throw new Error('BUG: having no plot is always allowed')
    columnOf.forEach((column, r) => {
      if (column < columns.length) owner[columns[column]!] = rows[r]!
    })
  }
  return owner
}

interface Cluster {
  readonly rows: number[]
  readonly columns: number[]
  readonly edges: Pair[]
}

/** Confirmed tracks that share plots, directly or through others. */
function clusters(pairs: readonly Pair[], confirmed: readonly boolean[]): Cluster[] {
  const edges = pairs.filter(({ track }) => confirmed[track]!)
  const root = new Map<number, number>()
  const find = (node: number): number => {
    let at = node
    while (root.get(at) !== undefined && root.get(at) !== at) at = root.get(at)!
    return at
  }
  // Plots are the negative nodes.
  for (const { track, plot } of edges) {
    const a = find(track)
    const b = find(-1 - plot)
    if (a !== b) root.set(b, a)
  }
  const found = new Map<number, Cluster>()
  for (const edge of edges) {
    const at = find(edge.track)
    let cluster = found.get(at)
    if (cluster === undefined) found.set(at, (cluster = { rows: [], columns: [], edges: [] }))
    cluster.edges.push(edge)
    if (!cluster.rows.includes(edge.track)) cluster.rows.push(edge.track)
    if (!cluster.columns.includes(edge.plot)) cluster.columns.push(edge.plot)
  }
  return [...found.values()]
}
