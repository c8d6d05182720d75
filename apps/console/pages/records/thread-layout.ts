import type { Thread, ThreadNode } from '../../api/types.ts'

export const BOX = { width: 208, height: 68, gapX: 72, gapY: 16 } as const

export interface Placed {
  readonly node: ThreadNode
  readonly x: number
  readonly y: number
}

export interface ThreadLayout {
  readonly placed: readonly Placed[]
  readonly lines: readonly { from: Placed; to: Placed; field: string }[]
  readonly width: number
  readonly height: number
}

type Edge = Thread['edges'][number]

/** Ids each record refers to, directly and through others. */
function reachOf(ids: readonly string[], edges: readonly Edge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const next = Map.groupBy(edges, (edge) => edge.from.id)
  const walk = (start: string): ReadonlySet<string> => {
    const seen = new Set<string>()
    const queue = [start]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      for (const { to } of next.get(id) ?? []) {
        if (seen.has(to.id)) continue
        seen.add(to.id)
        queue.push(to.id)
      }
    }
    return seen
  }
  return new Map(ids.map((id) => [id, walk(id)]))
}

/** Fields that say outright what a record came from or belongs to. */
const PROVENANCE = new Set(['origin', 'parent', 'cameFrom', 'previous', 'exhibit'])
const saysOrigin = (edge: Edge): boolean => PROVENANCE.has(edge.field.split('.')[0] ?? '')

/**
 * References that tell what came first. In a ring (a seizure names its exhibit, the exhibit what it came from) the one that
 * says so does; where neither or both do, the one to the older record (records of one command have one time, and then
 * their ids tell an order).
 */
function orderly(edges: readonly Edge[], known: ReadonlyMap<string, ThreadNode>): Edge[] {
  const reach = reachOf([...known.keys()], edges)
  const age = (id: string): string => `${known.get(id)?.at ?? ''} ${id}`
  const origins = new Set(edges.filter(saysOrigin).map(({ from, to }) => `${from.id} ${to.id}`))
  const seen = new Set<string>()
  return edges.filter(({ from, to }) => {
    const inRing = reach.get(to.id)?.has(from.id) === true
    const pair = `${from.id} ${to.id}`
    const [says, saysOther] = [origins.has(pair), origins.has(`${to.id} ${from.id}`)]
    const later = says === saysOther ? age(to.id) > age(from.id) : saysOther
    if ((inRing && later) || seen.has(pair)) return false
    seen.add(pair)
    return true
  })
}

/**
 * The thread as a chain from left to right: what is referred to came first and stands left of what refers to it. A
 * column is the longest way from a beginning.
 */
export function layoutThread(thread: Pick<Thread, 'nodes' | 'edges'>): ThreadLayout {
  const known = new Map(thread.nodes.map((node) => [node.id, node]))
  const edges = orderly(
    thread.edges.filter((e) => known.has(e.from.id) && known.has(e.to.id) && e.from.id !== e.to.id),
    known,
  )
  const column = new Map(thread.nodes.map((node) => [node.id, 0]))
  // Without rings, as many rounds as there are records settle every chain.
  for (let round = 0; round < thread.nodes.length; round++) {
    let moved = false
    for (const { from, to } of edges) {
      const wanted = Math.min((column.get(to.id) ?? 0) + 1, thread.nodes.length - 1)
      if ((column.get(from.id) ?? 0) < wanted) {
        column.set(from.id, wanted)
        moved = true
      }
    }
    if (!moved) break
  }
  const used = [...new Set(column.values())].toSorted((a, b) => a - b)
  const placed = used.flatMap((rank, x) =>
    thread.nodes
      .filter((node) => column.get(node.id) === rank)
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .map((node, y): Placed => ({ node, x: x * (BOX.width + BOX.gapX), y: y * (BOX.height + BOX.gapY) })),
  )
  const at = new Map(placed.map((p) => [p.node.id, p]))
  const lines = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.to.id), at.get(edge.from.id)]
    return from === undefined || to === undefined ? [] : [{ from, to, field: edge.field }]
  })
  return {
    placed,
    lines,
    width: Math.max(0, ...placed.map((p) => p.x + BOX.width)),
    height: Math.max(0, ...placed.map((p) => p.y + BOX.height)),
  }
}
