import type { NewCandidate } from '../store.ts'

/** A sought finger against one of a card. */
export interface FingerScore {
  readonly probe: number
  readonly card: string
  readonly finger: number
  readonly score: number
}

/**
 * Cards by the fingers they share with the probe: the sum of each sought finger's best score, where it reaches `least`. A
 * finger that stands under another number counts as well, because hands are mixed up. `finger` is the card's best.
 */
export function fuseCards(
  found: readonly FingerScore[],
  own: string | null,
  least: number,
  most: number,
): NewCandidate[] {
  const cards = new Map<string, Map<number, FingerScore>>()
  for (const one of found) {
    if (one.card === own || one.score < least) continue
    const probes = cards.get(one.card) ?? new Map<number, FingerScore>()
    if (one.score > (probes.get(one.probe)?.score ?? 0)) probes.set(one.probe, one)
    cards.set(one.card, probes)
  }
  return [...cards]
    .map(([card, probes]): NewCandidate => {
      const best = [...probes.values()].toSorted((a, b) => b.score - a.score)
      const score = best.reduce((sum, one) => sum + one.score, 0)
      return { card, mark: null, finger: best[0]?.finger ?? null, score }
    })
    .toSorted((a, b) => b.score - a.score || (a.card ?? '').localeCompare(b.card ?? ''))
    .slice(0, most)
}

/** The best finger for each mark, best first. */
export function bestMarks(
  found: readonly { readonly mark: string; readonly finger: number; readonly score: number }[],
  least: number,
  most: number,
): NewCandidate[] {
  const marks = new Map<string, NewCandidate>()
  for (const { mark, finger, score } of found) {
    const known = marks.get(mark)
    if (score >= least && (known === undefined || score > known.score))
      marks.set(mark, { card: null, mark, finger, score })
  }
  return [...marks.values()].toSorted((a, b) => b.score - a.score).slice(0, most)
}
