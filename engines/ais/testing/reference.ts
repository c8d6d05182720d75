/** Comparison of our JSON with a reference decoder's, object by object. */
export type JsonObject = Record<string, unknown>

/** A difference that two references settle, or the standard: `reason` says how. */
export interface Rule {
  key: string
  reason: string
  /** True when the difference is the one the rule speaks of. */
  holds(theirs: unknown, ours: unknown, object: JsonObject): boolean
}

export interface Comparison {
  compared: number
  /** Differences no rule covers, as text. */
  failures: string[]
  /** How often each rule was needed. */
  used: Map<string, number>
}

export function jsonLines(text: string): JsonObject[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as JsonObject)
}

const IGNORED = new Set(['class', 'device'])

/**
 * Every reference object must have one of ours, of the same type and MMSI, that agrees in every member (or by a
 * rule); ours may have more objects, not more members.
 */
export function compareAll(
  theirs: readonly JsonObject[],
  ours: readonly JsonObject[],
  rules: readonly Rule[],
): Comparison {
  const byKey = Map.groupBy(ours, keyOf)
  const used = new Map<string, number>()
  const failures: string[] = []
  for (const reference of theirs) {
    const candidates = byKey.get(keyOf(reference)) ?? []
    const attempts = candidates.map((candidate) => differences(reference, candidate, rules))
    const best = attempts.reduce<Difference | null>(
      (a, b) => (a === null || b.open.length < a.open.length ? b : a),
      null,
    )
    if (best === null) failures.push(`no message like ${JSON.stringify(reference)}`)
    else if (best.open.length > 0) failures.push(`${keyOf(reference)}: ${best.open.join(' ')}`)
    else for (const rule of best.rules) used.set(rule, (used.get(rule) ?? 0) + 1)
  }
  return { compared: theirs.length, failures, used }
}

function keyOf(object: JsonObject): string {
  return `${String(object['type'])}/${String(object['mmsi'])}`
}

interface Difference {
  open: string[]
  rules: string[]
}

function differences(reference: JsonObject, ours: JsonObject, rules: readonly Rule[]): Difference {
  const open: string[] = []
  const applied: string[] = []
  for (const name of new Set([...Object.keys(reference), ...Object.keys(ours)])) {
    if (IGNORED.has(name)) continue
    const a = reference[name]
    const b = ours[name]
    if (JSON.stringify(a) === JSON.stringify(b)) continue
    const rule = rules.find((r) => r.key === name && r.holds(a, b, reference))
    if (rule) applied.push(`${rule.key}: ${rule.reason}`)
    else open.push(`${name}=${JSON.stringify(a)} ours=${JSON.stringify(b)}`)
  }
  return { open, rules: applied }
}

/** True when two numbers agree within half a step of the coarser. */
export function within(step: number): Rule['holds'] {
  return (theirs, ours) => Math.abs(Number(theirs) - Number(ours)) <= step / 2 + 1e-12
}
