import type { PolicyDecision } from './policy.ts'

interface Entry {
  readonly decision: PolicyDecision
  /** Half-open span of times (ms since the Unix epoch) the decision holds for. */
  readonly from: number
  readonly until: number
}

/** A bounded map of decisions, oldest use dropped first. Time never enters the key: an entry knows its span. */
export interface DecisionCache {
  get(key: string, at: number): PolicyDecision | undefined
  set(key: string, decision: PolicyDecision, from: number, until: number): void
  readonly size: number
}

/** @param max entries kept */
export function createDecisionCache(max: number): DecisionCache {
  const entries = new Map<string, Entry>()
  return {
    get size() {
      return entries.size
    },
    get(key, at) {
      const entry = entries.get(key)
      if (entry === undefined || at < entry.from || at >= entry.until) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.decision
    },
    set(key, decision, from, until) {
      entries.delete(key)
      entries.set(key, { decision, from, until })
      if (entries.size <= max) return
      const oldest = entries.keys().next()
      if (oldest.done !== true) entries.delete(oldest.value)
    },
  }
}
