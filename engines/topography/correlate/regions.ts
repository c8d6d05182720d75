import type { Framed } from '../surface/surface.ts'
import type { SearchRange } from './search.ts'

/** Shifts that are looked at: an ellipse about where the second map's middle would come to lie, in metres. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly reachX: number
  readonly reachY: number
}

/** Distance of a region's far edge from no shift at all. */
export const farEdge = ({ x, y, reachX, reachY }: Region): number =>
  Math.hypot(x, y) + Math.max(reachX, reachY)

/**
 * Where the second map may lie at one turn. Two habits of laboratories are tried: the specimen was set in the middle of the field, so a
 * fragment still lies where it lay on the whole face; or only its surface was cut out, so what was measured has the middle. Fields of
 * different size say that one of them was cut about a fragment: then it may lie anywhere on the other.
 */
export function regionsOf(a: Framed, b: Framed, degrees: number, range: SearchRange): Region[] {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const { x, y } = b.fieldMiddle
  const field = {
    x: a.fieldMiddle.x - (cos * x + sin * y),
    y: a.fieldMiddle.y - (cos * y - sin * x),
    reachX: range.metres,
    reachY: range.metres,
  }
  const measured = { x: 0, y: 0, reachX: range.metres, reachY: range.metres }
  const [wider, higher] = [
    Math.abs(a.field.width - b.field.width) / 2,
    Math.abs(a.field.height - b.field.height) / 2,
  ]
  if (Math.max(wider, higher) > range.metres)
    return [{ ...measured, reachX: range.metres + wider, reachY: range.metres + higher }]
  return Math.hypot(field.x, field.y) < range.metres / 8 ? [field] : [field, measured]
}
