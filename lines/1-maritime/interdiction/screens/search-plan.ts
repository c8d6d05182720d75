import { knToMps, METRES_PER_NM, parsePosition, type LonLat } from '@basinet/geodesy'
import {
  coverage,
  expandingSquare,
  parallelTracks,
  pod,
  pos,
  sector,
  updatePoa,
  type DetectionLaw,
  type Pattern,
  type PatternResult,
} from '@basinet/intercept'

export const PATTERN_KINDS = ['expanding-square', 'sector', 'parallel-track', 'creeping-line'] as const
export type PatternKind = (typeof PATTERN_KINDS)[number]

/** What the planner entered; null: nothing yet. Nothing has a default. */
export interface SearchAsked {
  readonly kind: PatternKind
  readonly datum: string
  readonly headingDeg: number | null
  readonly spacingNm: number | null
  readonly legs: number | null
  readonly radiusNm: number | null
  readonly lengthNm: number | null
  readonly widthNm: number | null
  readonly speedKn: number | null
  readonly sweepNm: number | null
  readonly poaPercent: number | null
  readonly law: DetectionLaw
}

export interface SearchPlan {
  readonly pattern: Pattern
  readonly seconds: number
  readonly coverage: number
  readonly pod: number
  readonly pos: number
  /** Probability that it is in the area once the search found nothing; null where that cannot be. */
  readonly after: number | null
}

export type Planned =
  | { readonly ok: true; readonly value: SearchPlan }
  | { readonly ok: false; readonly why: 'missing' | 'position' | 'pattern'; readonly message: string }

const NEEDED: Readonly<Record<PatternKind, readonly (keyof SearchAsked)[]>> = {
  'expanding-square': ['spacingNm', 'legs'],
  sector: ['radiusNm'],
  'parallel-track': ['spacingNm', 'lengthNm', 'widthNm'],
  'creeping-line': ['spacingNm', 'lengthNm', 'widthNm'],
}
export const needs = (kind: PatternKind, field: keyof SearchAsked): boolean => NEEDED[kind].includes(field)

/** Legs, time and probabilities of a search (IAMSAR vol. II, ch. 4 and 5). */
export function planSearch(asked: SearchAsked): Planned {
  const fields = [...NEEDED[asked.kind], 'headingDeg', 'speedKn', 'sweepNm', 'poaPercent'] as const
  if (asked.datum.trim() === '' || fields.some((field) => asked[field] === null))
    return { ok: false, why: 'missing', message: '' }
  const datum = parsePosition(asked.datum)
  if (!datum.ok) return { ok: false, why: 'position', message: datum.error.message }
  const made = patternOf(asked, datum.value)
  if (!made.ok) return { ok: false, why: 'pattern', message: made.error.message }
  const pattern = made.value
  const sweepM = (asked.sweepNm ?? 0) * METRES_PER_NM
  // Tracks of a sector spread from the middle: half their widest distance, the radius, stands for their spacing (IAMSAR vol. II, 5.5).
  const spacingM = asked.kind === 'sector' ? pattern.spacingM / 2 : pattern.spacingM
  const factor = coverage(sweepM, spacingM)
  const detected = pod(factor, asked.law)
  const poa = (asked.poaPercent ?? 0) / 100
  return {
    ok: true,
    value: {
      pattern,
      seconds: pattern.lengthM / knToMps(asked.speedKn ?? 1),
      coverage: factor,
      pod: detected,
      pos: pos(poa, detected),
      after: updatePoa([poa], [detected])?.[0] ?? null,
    },
  }
}

function patternOf(asked: SearchAsked, datum: LonLat): PatternResult {
  const nm = (value: number | null): number => (value ?? 0) * METRES_PER_NM
  const heading = asked.headingDeg ?? 0
  if (asked.kind === 'expanding-square')
    return expandingSquare(datum, heading, nm(asked.spacingNm), asked.legs ?? 0)
  if (asked.kind === 'sector') return sector(datum, heading, nm(asked.radiusNm))
  const area = {
    centre: datum,
    axisDeg: heading,
    lengthM: nm(Math.max(asked.lengthNm ?? 0, asked.widthNm ?? 0)),
    widthM: nm(Math.min(asked.lengthNm ?? 0, asked.widthNm ?? 0)),
  }
  return parallelTracks(area, nm(asked.spacingNm), asked.kind)
}
