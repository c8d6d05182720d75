import type { Point } from '../../contract.ts'

/** How a print is looked at: what lies in the middle (image pixels), how large, turned how far (degrees). */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly turn: number
}

/** Side of the drawing in its own units; a print at 500 ppi is as large as its pixels at zoom 1. */
export const SIDE = 460
const ZOOM_MIN = 0.4
const ZOOM_MAX = 12
const TEMPLATE_PPI = 500
const MM_PER_INCH = 25.4

/** Units of the drawing an image pixel takes: both prints are shown at the same size on the skin, whatever their resolution. */
export const scaleOf = (view: View, ppi: number): number => (view.zoom * TEMPLATE_PPI) / ppi

export const fitted = (width: number, height: number, ppi: number): View => ({
  x: width / 2,
  y: height / 2,
  zoom: clamp(((SIDE / Math.max(width, height)) * ppi) / TEMPLATE_PPI),
  turn: 0,
})

const clamp = (zoom: number): number => Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom))

export const transformOf = (view: View, ppi: number): string =>
  `rotate(${view.turn}) scale(${scaleOf(view, ppi)}) translate(${-view.x} ${-view.y})`

/** Image pixel under a place of the drawing, whose middle is 0, 0. */
export function pixelAt(view: View, ppi: number, at: Point): Point {
  const angle = (-view.turn * Math.PI) / 180
  const scale = scaleOf(view, ppi)
  const x = (Math.cos(angle) * at.x - Math.sin(angle) * at.y) / scale
  const y = (Math.sin(angle) * at.x + Math.cos(angle) * at.y) / scale
  return { x: x + view.x, y: y + view.y }
}

/** Moved so that the print follows a drag of so many units. */
export function dragged(view: View, ppi: number, dx: number, dy: number): View {
  const from = pixelAt(view, ppi, { x: 0, y: 0 })
  const to = pixelAt(view, ppi, { x: dx, y: dy })
  return { ...view, x: view.x + from.x - to.x, y: view.y + from.y - to.y }
}

export const zoomed = (view: View, by: number): View => ({ ...view, zoom: clamp(view.zoom * by) })

export const turned = (view: View, degrees: number): View => ({
  ...view,
  turn: ((((view.turn + degrees + 180) % 360) + 360) % 360) - 180,
})

/** Millimetres on the skin. */
export const millimetres = (a: Point, b: Point, ppi: number): number =>
  (Math.hypot(a.x - b.x, a.y - b.y) * MM_PER_INCH) / ppi
