import type { Tx } from '../store/store.ts'

export interface ThreadNode {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly class: number
  readonly at: string
}

export interface ThreadEdge {
  readonly from: { readonly type: string; readonly id: string }
  readonly to: { readonly type: string; readonly id: string }
  readonly field: string
}

export interface Thread {
  readonly nodes: ThreadNode[]
  readonly edges: ThreadEdge[]
  /** True when the bound cut the walk. */
  readonly cut: boolean
}

interface LinkRow {
  readonly from_type: string
  readonly from_id: string
  readonly field: string
  readonly to_type: string
  readonly to_id: string
}

const NODES_MAX = 200
const LINKS_A_NODE_MAX = 100
const DEPTH_MAX = 6

/** The golden thread around a record, walked both ways; a link is there only if both its ends may be read. */
export async function threadOf(tx: Tx, type: string, id: string, depth: number): Promise<Thread> {
  const seen = new Map<string, { type: string; id: string }>([[`${type}/${id}`, { type, id }]])
  const edges = new Map<string, ThreadEdge>()
  let front = [{ type, id }]
  let cut = false
  for (let level = 0; level < Math.min(depth, DEPTH_MAX) && front.length > 0; level++) {
    const next: { type: string; id: string }[] = []
    for (const at of front) {
      const { rows } = await tx.client.query<LinkRow>('SELECT * FROM basinet.links_of($1, $2, $3)', [
        at.type,
        at.id,
        LINKS_A_NODE_MAX + 1,
      ])
      if (rows.length > LINKS_A_NODE_MAX) cut = true
      for (const row of rows.slice(0, LINKS_A_NODE_MAX)) {
        const from = { type: row.from_type, id: row.from_id }
        const to = { type: row.to_type, id: row.to_id }
        for (const end of [from, to]) {
          if (seen.has(`${end.type}/${end.id}`)) continue
          if (seen.size >= NODES_MAX) cut = true
          else {
            seen.set(`${end.type}/${end.id}`, end)
            next.push(end)
          }
        }
        edges.set(`${from.id}>${row.field}>${to.id}`, { from, to, field: row.field })
      }
    }
    front = next
  }
  const nodes = await titles(tx, [...seen.values()])
  const shown = new Set(nodes.map((n) => n.id))
  return { nodes, edges: [...edges.values()].filter((e) => shown.has(e.from.id) && shown.has(e.to.id)), cut }
}

async function titles(tx: Tx, ends: readonly { type: string; id: string }[]): Promise<ThreadNode[]> {
  const { rows } = await tx.client.query<{
    type: string
    id: string
    title: string
    class: number
    updated_at: Date
  }>('SELECT * FROM basinet.visible($1::text[], $2::uuid[])', [
    ends.map((e) => e.type),
    ends.map((e) => e.id),
  ])
  return rows.map((r) => ({
    type: r.type,
    id: r.id,
    title: r.title,
    class: r.class,
    at: r.updated_at.toISOString(),
  }))
}
