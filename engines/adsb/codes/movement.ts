/**
 * Steps of the surface movement code: first code, speed there (knots), step (Doc 9871, A.2.3.3.1; Annex 10 Vol III, 2.3.3.1).
 * Version 2 transponders divide codes 3 to 8 a little otherwise (C.2.3.3.1: steps of 0.146 kt), which differs by less than
 * 0.13 kt and is not told apart here.
 */
const STEPS = [
  [1, 0, 0],
  [2, 0.125, 0.125],
  [9, 1, 0.25],
  [13, 2, 0.5],
  [39, 15, 1],
  [94, 70, 2],
  [109, 100, 5],
  [124, 175, 0],
] as const
const TOP_CODE = 124

/** Lower edge in knots of each code; null for "no information" (0) and the reserved codes 125 to 127. */
const SPEEDS = Array.from({ length: 128 }, (_, code) => {
  const row = STEPS.findLast(([first]) => code >= first)
  return row === undefined || code > TOP_CODE ? null : row[1] + (code - row[0]) * row[2]
})

export function movementKn(code: number): number | null {
  return SPEEDS[code]!
}

/** The code whose step holds the speed; 0 for null. */
export function movementCode(speedKn: number | null): number {
  if (speedKn === null) return 0
  let code = 1
  while (code < TOP_CODE && SPEEDS[code + 1]! <= speedKn) code++
  return code
}
