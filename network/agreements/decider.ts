import type { Label } from '@basinet/kernel/contract'
import type { Agreement } from './agreement.ts'
import { decide, termsOf, type FlowDecision, type FlowQuestion, type Terms } from './decide.ts'

interface Entry {
  readonly decision: FlowDecision
  /** Half-open span of times the answer holds for. */
  readonly from: number
  readonly until: number
}

/** Answers of one agreement as it stands now; a signature or action gives a new agreement and so a new memory. */
export interface Decider {
  decide(question: FlowQuestion): FlowDecision
  readonly size: number
}

const LABELS_MAX = 50_000

/**
 * Remembers answers by label, kind, purpose and parties. Time is not in the key: an entry knows from when to when it
 * holds, and ends at the earliest date that any rule looked at.
 * @param max answers kept, oldest use dropped first
 */
export function createDecider(agreement: Agreement, max = LABELS_MAX): Decider {
  const terms = termsOf(agreement)
  const entries = new Map<string, Entry>()
  return {
    get size() {
      return entries.size
    },
    decide(question) {
      if (question.fields !== undefined && question.fields !== null) return decide(terms, question)
      const { type, purpose, from, recipient, at } = question
      const key = `${labelKey(question.label)}|${type}|${purpose}|${from}|${recipient}`
      const known = entries.get(key)
      if (known !== undefined && at >= known.from && at < known.until) return known.decision
      const decision = decide(terms, question)
      entries.delete(key)
      entries.set(key, { decision, ...spanOf(terms, question) })
      if (entries.size > max) entries.delete(entries.keys().next().value as string)
      return decision
    },
  }
}

const keys = new WeakMap<Label, string>()
const ids = new Map<string, string>()

/** A short name for a label's content; the object is remembered, because a label is never changed in place. */
function labelKey(label: Label): string {
  const known = keys.get(label)
  if (known !== undefined) return known
  const content = JSON.stringify(label)
  let id = ids.get(content)
  if (id === undefined) {
    if (ids.size >= LABELS_MAX) ids.clear()
    id = `${counter++}`
    ids.set(content, id)
  }
  keys.set(label, id)
  return id
}
let counter = 0

function spanOf(terms: Terms, question: FlowQuestion): { from: number; until: number } {
  const { validFrom, validUntil } = terms.agreement.text
  const { leaseUntil, eraseBy } = question.label
  const turns = [
    validFrom,
    validUntil,
    leaseUntil === null ? null : Date.parse(leaseUntil),
    eraseBy === null ? null : Date.parse(eraseBy),
  ].filter((t) => t !== null)
  const from = Math.max(Number.NEGATIVE_INFINITY, ...turns.filter((t) => t <= question.at))
  return { from, until: Math.min(Number.POSITIVE_INFINITY, ...turns.filter((t) => t > question.at)) }
}
