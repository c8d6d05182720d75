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
