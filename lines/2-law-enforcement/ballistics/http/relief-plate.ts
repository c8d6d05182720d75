import type { HeightMap } from '../engine/protocol.ts'
import { reliefOf } from '../view/relief.ts'

/** As the bench first shows it: light from the upper left. */
const LIGHT = { from: 225, height: 35 }
const UNMEASURED = 255

/** Grey values of the lit map for print; white where nothing was measured. */
export function greyOf(map: HeightMap): Uint8Array {
  const lit = reliefOf(map, LIGHT)
  return Uint8Array.from({ length: map.width * map.height }, (_, i) =>
    lit[4 * i + 3] === 0 ? UNMEASURED : (lit[4 * i] ?? 0),
  )
}
