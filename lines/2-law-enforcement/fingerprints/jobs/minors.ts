import type { Subject } from '@basinet/kernel/contract'
import { isOfRealm, templatesOfMinors } from '../minors.ts'
import type { JobParts } from './asker.ts'
import { MARK_LEAST } from './encode.ts'
import { CANDIDATES_MAX } from './search.ts'

interface MinorCandidate {
  readonly card: string
  readonly number: string
  readonly finger: number
  readonly score: number
}

/** The best finger of each minor's card that resembles a mark, best first, and how many fingers were looked at; nothing is kept. */
export async function minorsLike(
  parts: JobParts,
  subject: Subject,
  compact: Uint8Array,
): Promise<{ readonly items: readonly MinorCandidate[]; readonly among: number }> {
  if (!isOfRealm(subject)) return { items: [], among: 0 }
  const templates = await templatesOfMinors(parts.core, subject)
  const scored = await parts.engine.against({
    probes: [{ n: 0, compact }],
    given: templates.map((one, n) => ({ n, compact: one.compact })),
  })
  const best = new Map<string, MinorCandidate>()
  for (const { n, score } of scored.toSorted((a, b) => b.score - a.score)) {
    const found = templates[n]
    if (found === undefined || score < MARK_LEAST || best.has(found.card)) continue
    best.set(found.card, { card: found.card, number: found.number, finger: found.finger, score })
  }
  return { items: [...best.values()].slice(0, CANDIDATES_MAX), among: templates.length }
}
