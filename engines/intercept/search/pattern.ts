import { normalizeBearingDeg, rhumbDirect, rhumbInverse, type LonLat } from '@basinet/geodesy'

/** Legs of a pattern at most; a plan of more is a slip in its spacing. */
const LEGS_MAX = 500

/** One search pattern: turning points in order, from the commence search point on. Legs are rhumb lines. */
export interface Pattern {
  readonly kind: 'expanding-square' | 'sector' | 'parallel-track' | 'creeping-line'
  readonly points: readonly LonLat[]
  readonly lengthM: number
  readonly spacingM: number
}

export interface PatternProblem {
  readonly code: 'pattern-spacing' | 'pattern-size' | 'pattern-legs'
  readonly message: string
}
export type PatternResult =
  | { readonly ok: true; readonly value: Pattern }
  | { readonly ok: false; readonly error: PatternProblem }

const refuse = (code: PatternProblem['code'], message: string): PatternResult => ({
  ok: false,
  error: { code, message },
})

interface Leg {
  readonly bearingDeg: number
  readonly distanceM: number
}

function follow(kind: Pattern['kind'], start: LonLat, legs: readonly Leg[], spacingM: number): PatternResult {
  const points = [start]
  let lengthM = 0
  for (const { bearingDeg, distanceM } of legs) {
    points.push(rhumbDirect(points.at(-1)!, normalizeBearingDeg(bearingDeg), distanceM))
    lengthM += distanceM
  }
  return { ok: true, value: { kind, points, lengthM, spacingM } }
}

/**
 * Expanding square, SS (IAMSAR vol. II, 5.5): from the datum, first leg usually into the wind; legs S, S, 2S, 2S, 3S ... with turns of
 * 90 degrees to starboard.
 */
export function expandingSquare(
  datum: LonLat,
  firstLegDeg: number,
  spacingM: number,
  legs: number,
): PatternResult {
  if (!(spacingM > 0))
    return refuse('pattern-spacing', `track spacing above 0 m is expected, got ${spacingM}`)
  if (!Number.isInteger(legs) || legs < 1 || legs > LEGS_MAX)
    return refuse('pattern-legs', `1 to ${LEGS_MAX} legs are expected, got ${legs}`)
  const run = Array.from({ length: legs }, (_, i) => ({
    bearingDeg: firstLegDeg + 90 * i,
    distanceM: spacingM * (Math.floor(i / 2) + 1),
  }))
  return follow('expanding-square', datum, run, spacingM)
}

/**
 * Sector search, VS (IAMSAR vol. II, 5.5): three triangles through the datum, every leg the radius long, every turn 120 degrees to
 * starboard. A second search over the same datum starts 30 degrees further: `firstLegDeg + 30`.
 */
export function sector(datum: LonLat, firstLegDeg: number, radiusM: number): PatternResult {
  if (!(radiusM > 0)) return refuse('pattern-size', `a radius above 0 m is expected, got ${radiusM}`)
  const run = [0, 1, 2].flatMap((triangle) =>
    [0, 120, 240].map((turn) => ({ bearingDeg: firstLegDeg + 240 * triangle + turn, distanceM: radiusM })),
  )
  return follow('sector', datum, run, radiusM)
}

/** A rectangle to be searched: its middle, its longer side's true bearing, its two sides. */
export interface Rectangle {
  readonly centre: LonLat
  readonly axisDeg: number
  readonly lengthM: number
  readonly widthM: number
}

/**
 * Parallel track, PS: legs along the long side. Creeping line, CS: legs along the short side, the searcher advancing along the long
 * one (IAMSAR vol. II, 5.5). The first leg lies half a spacing inside the edge and every leg ends half a spacing from it.
 * The spacing asked for is narrowed so that whole legs fill the rectangle.
 */
export function parallelTracks(
  { centre, axisDeg, lengthM, widthM }: Rectangle,
  spacingM: number,
  kind: 'parallel-track' | 'creeping-line',
): PatternResult {
  const along = kind === 'parallel-track'
  const [legSide, acrossSide] = along ? [lengthM, widthM] : [widthM, lengthM]
  const legDeg = along ? axisDeg : axisDeg + 90
  if (!(spacingM > 0))
    return refuse('pattern-spacing', `track spacing above 0 m is expected, got ${spacingM}`)
  if (!(legSide > spacingM && acrossSide > 0))
    return refuse('pattern-size', `legs of ${legSide} m are no longer than the spacing of ${spacingM} m`)
  const count = Math.ceil(acrossSide / spacingM - 1e-9)
  if (count > LEGS_MAX) return refuse('pattern-legs', `${count} legs are more than ${LEGS_MAX}`)
  const fitted = acrossSide / count
  const leg = legSide - fitted
  // Advance is to starboard of the first leg for parallel track, along the axis for creeping line.
  const advanceDeg = along ? axisDeg + 90 : axisDeg
  const edge = rhumbDirect(centre, normalizeBearingDeg(legDeg + 180), leg / 2)
  const start = rhumbDirect(edge, normalizeBearingDeg(advanceDeg + 180), (acrossSide - fitted) / 2)
  const run = Array.from({ length: count }, (_, i) => [
    ...(i === 0 ? [] : [{ bearingDeg: advanceDeg, distanceM: fitted }]),
    { bearingDeg: i % 2 === 0 ? legDeg : legDeg + 180, distanceM: leg },
  ]).flat()
  return follow(kind, start, run, fitted)
}

/** Legs of a pattern as a searcher steers them: course and distance from each point to the next. */
export function legsOf(pattern: Pattern): { bearingDeg: number; distanceM: number }[] {
  return pattern.points
    .slice(1)
    .map((to, i) => rhumbInverse(pattern.points[i]!, to))
    .map(({ bearingDeg, distanceM }) => ({ bearingDeg, distanceM }))
}
