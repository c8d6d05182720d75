import {
  KIND,
  MAP_BACKGROUND,
  MAP_CELL_PX,
  MAP_STEPS,
  type RidgeMap,
  type Template,
} from '../template/template.ts'
import type { Extraction } from './extract.ts'
import type { RawMinutia } from './minutiae.ts'
import { CELL_PX } from './wave-field.ts'

/** Minutiae kept: beyond it the weakest go. A full print has 40 to 100 (Maltoni et al., 3.1). */
const MINUTIAE_MAX = 80
/** Where the ridge that makes the minutia is looked for, in ridge periods along its direction. */
const KIND_PERIODS = 0.6

/** The template of an extraction: its clearest minutiae and the ridge map. */
export function toTemplate(extraction: Extraction): Template {
  const kept = extraction.minutiae.toSorted((a, b) => b.quality - a.quality).slice(0, MINUTIAE_MAX)
  return {
    width: extraction.width,
    height: extraction.height,
    x: Float32Array.from(kept, (m) => m.x),
    y: Float32Array.from(kept, (m) => m.y),
    angle: Float32Array.from(kept, (m) => Math.atan2(m.dy, m.dx)),
    kind: Uint8Array.from(kept, (m) => kindOf(extraction, m)),
    quality: Uint8Array.from(kept, (m) => Math.max(1, Math.round(100 * Math.min(1, m.quality)))),
    map: ridgeMap(extraction),
  }
}

/** A dark line between the two sides is a ridge that ends; a light one a valley, so that two ridges join. */
function kindOf({ response }: Extraction, { x, y, dx, dy, frequency }: RawMinutia): number {
  const { step, cols, rows, re } = response
  const reach = KIND_PERIODS / frequency
  const [c, r] = [Math.round((x + dx * reach) / step), Math.round((y + dy * reach) / step)]
  if (c < 0 || r < 0 || c >= cols || r >= rows) return KIND.other
  return re[r * cols + c]! < 0 ? KIND.ending : KIND.bifurcation
}

function ridgeMap({ width, height, field, segmentation }: Extraction): RidgeMap {
  const [cols, rows] = [Math.ceil(width / MAP_CELL_PX), Math.ceil(height / MAP_CELL_PX)]
  const codes = new Uint8Array(cols * rows).fill(MAP_BACKGROUND)
  const ratio = MAP_CELL_PX / CELL_PX
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      let [cos, sin, inside, all] = [0, 0, 0, 0]
      for (let v = r * ratio; v < Math.min(field.rows, (r + 1) * ratio); v++)
        for (let u = c * ratio; u < Math.min(field.cols, (c + 1) * ratio); u++) {
          const i = v * field.cols + u
          all++
          if (segmentation.mask[i] === 0) continue
          inside++
          cos += field.cos2[i]!
          sin += field.sin2[i]!
        }
      if (inside * 2 <= all) continue
      // Along the ridges: a quarter turn from the wave.
      const turns = Math.atan2(-sin, -cos) / (2 * Math.PI)
      codes[r * cols + c] = Math.round((turns < 0 ? turns + 1 : turns) * MAP_STEPS) % MAP_STEPS
    }
  return { cols, rows, codes }
}
