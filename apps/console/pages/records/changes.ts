import type { HistoryItem } from '../../api/types.ts'

export interface Change {
  readonly path: string
  /** As stored; undefined = there was nothing. */
  readonly before: unknown
  readonly after: unknown
}

type Leaves = Map<string, unknown>

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
/** Rows of objects are compared row by row; plain values and corners of an area as one. */
const isWhole = (value: readonly unknown[]): boolean =>
  value.every((item) => typeof item !== 'object' || isList(item))

function leaves(value: unknown, path: string, out: Leaves): void {
  if (value === null || value === undefined) return
  if (typeof value !== 'object') {
    out.set(path, value)
    return
  }
  if (isList(value) && isWhole(value)) {
    if (value.length > 0) out.set(path, value)
    return
  }
  for (const [key, inner] of Object.entries(value)) leaves(inner, path === '' ? key : `${path}.${key}`, out)
}

const flat = (item: Pick<HistoryItem, 'body' | 'label'>): Leaves => {
  const out: Leaves = new Map()
  leaves(item.body, '', out)
  leaves(item.label, 'label', out)
  return out
}

/** What one revision changed, field by field. */
export function changesBetween(
  before: Pick<HistoryItem, 'body' | 'label'>,
  after: Pick<HistoryItem, 'body' | 'label'>,
): Change[] {
  const [from, to] = [flat(before), flat(after)]
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => JSON.stringify(from.get(path)) !== JSON.stringify(to.get(path)))
    .map((path) => ({ path, before: from.get(path), after: to.get(path) }))
}
