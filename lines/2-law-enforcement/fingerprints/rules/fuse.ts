import type { NewCandidate } from '../store.ts'

/** One finger of a card against one of another. */
export interface FingerScore {
  readonly card: string
  readonly finger: number
  readonly score: number
}

/**
 * Cards by the fingers they share with the probe: the sum of the scores above nothing, one score a finger, so that a card with several
 * like fingers stands before one with a single lucky one. `finger` is its best.
 */
export function fuseCards(found: readonly FingerScore[], own: string | null, most: number): NewCandidate[] {
  const cards = new Map<string, Map<number, number>>()
  for (const { card, finger, score } of found) {
    if (card === own || score <= 0) continue
    const fingers = cards.get(card) ?? new Map<number, number>()
    fingers.set(finger, Math.max(score, fingers.get(finger) ?? 0))
    cards.set(card, fingers)
  }
  return [...cards]
    .map(([card, fingers]): NewCandidate => {
      const best = [...fingers].toSorted((a, b) => b[1] - a[1])[0]
      const score = [...fingers.values()].reduce((sum, value) => sum + value, 0)
      return { card, mark: null, finger: best?.[0] ?? null, score }
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
