const CORNERS = 48
const M_PER_DEGREE = 111_320

/** Corners of an ellipse about a place, first and last equal; half axes in metres, bearing of the greater one in degrees. */
export function ellipseRing(
  centre: { readonly lon: number; readonly lat: number },
  axes: { readonly majorM: number; readonly minorM: number; readonly bearingDeg: number },
): [number, number][] {
  const turn = (axes.bearingDeg * Math.PI) / 180
  const perLon = M_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180)
  return Array.from({ length: CORNERS + 1 }, (_, n): [number, number] => {
    const angle = ((n % CORNERS) / CORNERS) * 2 * Math.PI
    const along = axes.majorM * Math.cos(angle)
    const across = axes.minorM * Math.sin(angle)
    const north = along * Math.cos(turn) - across * Math.sin(turn)
    const east = along * Math.sin(turn) + across * Math.cos(turn)
    return [centre.lon + east / perLon, centre.lat + north / M_PER_DEGREE]
  })
}
