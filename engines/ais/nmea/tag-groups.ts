import type { TagBlock } from './tag-block.ts'

/** Groups remembered at once; the oldest is forgotten. */
const MAX_GROUPS = 256

interface OpenGroup {
  of: number
  first: TagBlock
}

/** Gives the lines of a tag-block group what its first line said (source, time and the rest). */
export class TagGroups {
  private readonly open = new Map<string, OpenGroup>()

  /** `tag` itself, or for a later line of a group, `tag` completed from the first line. */
  complete(tag: TagBlock): TagBlock {
    const group = tag.group
    if (group === null || group.of < 2) return tag
    const known = this.open.get(group.id)
    if (group.line === 1 || known === undefined || known.of !== group.of) {
      this.remember(group.id, { of: group.of, first: tag })
      return tag
    }
    if (group.line === group.of) this.open.delete(group.id)
    const first = known.first
    return {
      timeMs: tag.timeMs ?? first.timeMs,
      source: tag.source ?? first.source,
      destination: tag.destination ?? first.destination,
      group,
      lineCount: tag.lineCount ?? first.lineCount,
      relativeTime: tag.relativeTime ?? first.relativeTime,
      text: tag.text ?? first.text,
    }
  }

  private remember(id: string, group: OpenGroup): void {
    this.open.delete(id)
    this.open.set(id, group)
    if (this.open.size > MAX_GROUPS) {
      const oldest = this.open.keys().next()
      if (!oldest.done) this.open.delete(oldest.value)
    }
  }
}
