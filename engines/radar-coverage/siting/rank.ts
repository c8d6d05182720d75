/** A site that could be built, with the cells of the zone that it would see (1 or 0 a cell). */
export interface Candidate {
  readonly id: string
  readonly cost: number
  readonly covered: Uint8Array
}

export interface Ranked {
  readonly id: string
  readonly cost: number
  /** Cells of the gap that it closes beyond those before it, and for each unit of cost. */
  readonly gained: number
  readonly gainedPerCost: number
}

export interface Selection {
  readonly ids: readonly string[]
  readonly cost: number
  readonly closed: number
}

/** The exact search looks at every subset that may still win. */
const EXACT_MAX = 24

/** One after another the candidate that closes most of the remaining gap per cost; ends when none closes any. Equal ones by id. */
export function rankGreedy(candidates: readonly Candidate[], seen: Uint8Array): Ranked[] {
  const covered = Uint8Array.from(seen)
  let left = candidates.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const ranked: Ranked[] = []
  for (;;) {
    let best: { candidate: Candidate; gained: number } | null = null
    for (const candidate of left) {
      const gained = gain(candidate.covered, covered)
      const rate = best === null ? 0 : best.gained / best.candidate.cost
      if (gained > 0 && gained / candidate.cost > rate) best = { candidate, gained }
    }
    if (best === null) return ranked
    const { candidate, gained } = best
    ranked.push({ id: candidate.id, cost: candidate.cost, gained, gainedPerCost: gained / candidate.cost })
    mark(covered, candidate.covered)
    left = left.filter((one) => one !== candidate)
  }
}

/**
 * The selection within `budget` that closes most of the gap; of equal ones the cheapest. Branch and bound over at most EXACT_MAX
 * candidates; null beyond, where only the greedy ranking is given.
 */
export function selectExact(
  candidates: readonly Candidate[],
  seen: Uint8Array,
  budget: number,
): Selection | null {
  if (candidates.length > EXACT_MAX) return null
  const useful = candidates
    .filter(({ cost, covered }) => cost <= budget && gain(covered, seen) > 0)
    .toSorted((a, b) => gain(b.covered, seen) - gain(a.covered, seen))
  // What the candidates from each on could close at most, together.
  const reach = useful.map((_, n) => {
    const all = new Uint8Array(seen.length)
    for (const { covered } of useful.slice(n)) mark(all, covered)
    return all
  })
  let best: Selection = { ids: [], cost: 0, closed: 0 }
  const visit = (n: number, ids: string[], cost: number, closed: number, covered: Uint8Array): void => {
    if (closed > best.closed || (closed === best.closed && cost < best.cost)) best = { ids, cost, closed }
    const rest = reach[n]
    if (rest === undefined || closed + gain(rest, covered) < best.closed) return
    const { id, cost: price, covered: more } = useful[n]!
    if (cost + price <= budget) {
      const next = Uint8Array.from(covered)
      mark(next, more)
      visit(n + 1, [...ids, id], cost + price, closed + gain(more, covered), next)
    }
    visit(n + 1, ids, cost, closed, covered)
  }
  visit(0, [], 0, 0, seen)
  return best
}

function gain(more: Uint8Array, covered: Uint8Array): number {
  let sum = 0
  for (let n = 0; n < more.length; n++) if (more[n] === 1 && covered[n] === 0) sum++
  return sum
}

function mark(covered: Uint8Array, more: Uint8Array): void {
  for (let n = 0; n < more.length; n++) if (more[n] === 1) covered[n] = 1
}
