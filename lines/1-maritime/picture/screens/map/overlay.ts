import type { Map as MapLibre } from 'maplibre-gl'

export interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly map: MapLibre
  /** Screen point of a place. */
  readonly at: (lon: number, lat: number) => readonly [number, number]
}

export type Painter = (pen: Pen) => void

/**
 * A canvas over the map for what is text or a symbol of its own: labels, distances, times, operational symbols. Drawn
 * in the same frame as the map, so that nothing swims behind it.
 */
export class Overlay {
  readonly #canvas = document.createElement('canvas')
  readonly #painters = new Map<string, Painter>()
  readonly #map: MapLibre

  constructor(map: MapLibre) {
    this.#map = map
    this.#canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none'
    this.#canvas.setAttribute('aria-hidden', 'true')
    map.getCanvasContainer().append(this.#canvas)
    map.on('render', this.#draw)
  }

  /** Draws anew with this painter from the next frame on; null takes it away. */
  set(name: string, painter: Painter | null): void {
    if (painter === null) this.#painters.delete(name)
    else this.#painters.set(name, painter)
    this.#map.triggerRepaint()
  }

  remove(): void {
    this.#map.off('render', this.#draw)
    this.#canvas.remove()
  }

  readonly #draw = (): void => {
    const { width, height } = this.#map.getCanvas()
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width
      this.#canvas.height = height
    }
    const context = this.#canvas.getContext('2d')
    if (context === null) return
    const ratio = this.#map.getPixelRatio()
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    const at = (lon: number, lat: number): readonly [number, number] => {
      const { x, y } = this.#map.project([lon, lat])
      return [x, y]
    }
    for (const painter of this.#painters.values()) painter({ context, map: this.#map, at })
  }
}

const LABEL_FONT = "550 12px 'Inter Variable', sans-serif"

/** Text with an edge of the sea's colour, legible on everything. */
export function writeText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  halo: string,
): void {
  context.font = LABEL_FONT
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = halo
  context.strokeText(text, x, y)
  context.fillStyle = colour
  context.fillText(text, x, y)
}
