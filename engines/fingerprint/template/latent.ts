import { MAP_BACKGROUND, MAP_CELL_PX, type Template } from './template.ts'

/** A corner of a hand-drawn region, pixels at 500 ppi. */
export interface Corner {
  readonly x: number
  readonly y: number
}

/** A minutia set by hand: as in Template, angle in radians from x right towards y down. */
export interface MarkedMinutia extends Corner {
  readonly angle: number
  readonly kind: number
  /** 1 to 100: how sure the examiner is. */
  readonly quality: number
}

const CORNERS_MAX = 1000

/** The part of a print inside a region: what lies outside is neither compared nor held against it. Throws RangeError unless it has 3 to 1,000 corners. */
export function withinRegion(template: Template, region: readonly Corner[]): Template {
  if (region.length < 3 || region.length > CORNERS_MAX)
    throw new RangeError(`region of ${region.length} corners; 3 to ${CORNERS_MAX} expected`)
  const { map } = template
  const codes = map?.codes.map((code, i) => {
    const middle = {
      x: ((i % map.cols) + 0.5) * MAP_CELL_PX,
      y: (Math.floor(i / map.cols) + 0.5) * MAP_CELL_PX,
    }
    return inside(region, middle) ? code : MAP_BACKGROUND
  })
  const kept = Array.from(template.x, (_, i) => i).filter((i) =>
    inside(region, { x: template.x[i]!, y: template.y[i]! }),
  )
  return { ...pick(template, kept), map: map === null || codes === undefined ? null : { ...map, codes } }
}

/** A print with minutiae taken away (by index) and set by hand. Throws RangeError for an index that is not there. */
export function withEdits(
  template: Template,
  removed: readonly number[],
  added: readonly MarkedMinutia[],
): Template {
  for (const index of removed)
    if (!(index in template.x))
      throw new RangeError(`no minutia ${index}; 0 to ${template.x.length - 1} expected`)
  const kept = pick(
    template,
    Array.from(template.x, (_, i) => i).filter((i) => !removed.includes(i)),
  )
  return {
    ...kept,
    x: Float32Array.from([...kept.x, ...added.map((m) => m.x)]),
    y: Float32Array.from([...kept.y, ...added.map((m) => m.y)]),
    angle: Float32Array.from([...kept.angle, ...added.map((m) => m.angle)]),
    kind: Uint8Array.from([...kept.kind, ...added.map((m) => m.kind)]),
    quality: Uint8Array.from([...kept.quality, ...added.map((m) => m.quality)]),
  }
}

function pick(template: Template, indices: readonly number[]): Template {
  return {
    ...template,
    x: Float32Array.from(indices, (i) => template.x[i]!),
    y: Float32Array.from(indices, (i) => template.y[i]!),
    angle: Float32Array.from(indices, (i) => template.angle[i]!),
    kind: Uint8Array.from(indices, (i) => template.kind[i]!),
    quality: Uint8Array.from(indices, (i) => template.quality[i]!),
  }
}

/** Even-odd rule. */
function inside(region: readonly Corner[], { x, y }: Corner): boolean {
  let odd = false
  region.forEach((a, i) => {
    const b = region[(i + 1) % region.length]!
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)) odd = !odd
  })
  return odd
}
