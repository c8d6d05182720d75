import type { HistoryItem } from '../../api/types.ts'
import { plainText } from '../../parts/plain-text.ts'

export interface Change {
  readonly path: string
  readonly before: string | null
  readonly after: string | null
}

function leaves(value: unknown, path: string, out: Map<string, string>): void {
  if (value === null || value === undefined) return
  if (typeof value !== 'object') {
    out.set(path, plainText(value))
    return
  }
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    if (value.length > 0) out.set(path, value.join(', '))
    return
  }
  for (const [key, inner] of Object.entries(value)) leaves(inner, path === '' ? key : `${path}.${key}`, out)
}

const flat = (item: Pick<HistoryItem, 'body' | 'label'>): Map<string, string> => {
  const out = new Map<string, string>()
  leaves(item.body, '', out)
  leaves(item.label, 'label', out)
  return out
}

/** What one revision changed, field by field; lists of plain values count as one field. */
export function changesBetween(
  before: Pick<HistoryItem, 'body' | 'label'>,
  after: Pick<HistoryItem, 'body' | 'label'>,
): Change[] {
  const [from, to] = [flat(before), flat(after)]
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => from.get(path) !== to.get(path))
    .map((path) => ({ path, before: from.get(path) ?? null, after: to.get(path) ?? null }))
}
