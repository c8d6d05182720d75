import type { FlowCount, Preview } from '../preview.ts'

/** How many more records, or fewer when negative, would flow to a recipient. Groups that stay alike are left out. */
export interface FlowChange {
  readonly type: string
  readonly class: FlowCount['class']
  readonly recipient: string
  readonly records: number
}

/** What a new version of an agreement would change, from previews of both over the same records. */
export function compareFlows(before: Preview, after: Preview): FlowChange[] {
  const changes = new Map<string, FlowChange>()
  for (const [preview, sign] of [
    [after, 1],
    [before, -1],
  ] as const)
    for (const { type, class: level, recipient, records } of preview.flows) {
      const id = `${type}|${level}|${recipient}`
      const known = changes.get(id)?.records ?? 0
      changes.set(id, { type, class: level, recipient, records: known + sign * records })
    }
  return [...changes]
    .filter(([, c]) => c.records !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, c]) => c)
}
