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
    // What was written before its letters were loaded has other ones.
    document.fonts.addEventListener('loadingdone', forgetWritten)
  }

  /** Draws anew with this painter from the next frame on; null takes it away. */
  set(name: string, painter: Painter | null): void {
    if (painter === null) this.#painters.delete(name)
    else this.#painters.set(name, painter)
    this.#map.triggerRepaint()
  }

  remove(): void {
    this.#map.off('render', this.#draw)
    document.fonts.removeEventListener('loadingdone', forgetWritten)
    forgetWritten()
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

const HALO_PX = 3
const HEIGHT_PX = 18
/** Written texts kept as pictures: what is in view of a busy sea, in the theme of the moment. */
const WRITTEN_MAX = 600
const written = new Map<string, OffscreenCanvas>()
const forgetWritten = (): void => written.clear()

/**
 * Text with an edge of the sea's colour, legible on everything. Written once and then copied: the edge is a path of its own
 * for every letter, and a map that is dragged draws a hundred texts a frame.
 */
export function writeText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  halo: string,
): void {
  const ratio = context.getTransform().a
  const key = `${text}|${colour}|${halo}|${ratio}`
  let image = written.get(key)
  if (image === undefined) {
    image = write(context, text, colour, halo, ratio)
    if (written.size >= WRITTEN_MAX) written.clear()
    written.set(key, image)
  }
  // On whole pixels of the screen, or the letters blur.
  const left = Math.round((x - HALO_PX) * ratio) / ratio
  const top = Math.round((y - HEIGHT_PX / 2) * ratio) / ratio
  context.drawImage(image, left, top, image.width / ratio, image.height / ratio)
}

function write(
  measured: CanvasRenderingContext2D,
  text: string,
  colour: string,
  halo: string,
  ratio: number,
): OffscreenCanvas {
  measured.font = LABEL_FONT
  const width = measured.measureText(text).width + 2 * HALO_PX
  const image = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(HEIGHT_PX * ratio))
  const context = image.getContext('2d')
  if (context === null) return image
  context.scale(ratio, ratio)
  context.font = LABEL_FONT
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = HALO_PX
  context.strokeStyle = halo
  context.strokeText(text, HALO_PX, HEIGHT_PX / 2)
  context.fillStyle = colour
  context.fillText(text, HALO_PX, HEIGHT_PX / 2)
  return image
}
