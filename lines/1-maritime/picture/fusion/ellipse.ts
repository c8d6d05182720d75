/** Chi-square with two degrees of freedom at 0.95: 5.991. */
const SIGMAS_95 = Math.sqrt(5.991)

/** Ellipse that holds the place with 95 %: half axes in metres, bearing of the greater one in degrees of the plane. */
export function ellipseOf(
  xx: number,
  xy: number,
  yy: number,
): { majorM: number; minorM: number; bearingDeg: number } {
  const mean = (xx + yy) / 2
  const spread = Math.hypot((xx - yy) / 2, xy)
  // Of the eigenvector to mean + spread, from y (north) clockwise.
  const bearing = spread === 0 ? 0 : Math.atan2(2 * xy, yy - xx) / 2
  return {
    majorM: SIGMAS_95 * Math.sqrt(Math.max(0, mean + spread)),
    minorM: SIGMAS_95 * Math.sqrt(Math.max(0, mean - spread)),
    bearingDeg: ((bearing * 180) / Math.PI + 180) % 180,
  }
}

/** The variances behind an ellipse of `ellipseOf`: m² east, east-north, north. */
export function varianceOfEllipse({
  majorM,
  minorM,
  bearingDeg,
}: {
  readonly majorM: number
  readonly minorM: number
  readonly bearingDeg: number
}): { xx: number; xy: number; yy: number } {
  const [a, b] = [(majorM / SIGMAS_95) ** 2, (minorM / SIGMAS_95) ** 2]
  const [sin, cos] = [Math.sin((bearingDeg * Math.PI) / 180), Math.cos((bearingDeg * Math.PI) / 180)]
  return { xx: a * sin * sin + b * cos * cos, xy: (a - b) * sin * cos, yy: a * cos * cos + b * sin * sin }
}
