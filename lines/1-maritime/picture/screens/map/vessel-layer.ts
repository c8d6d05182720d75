import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibre } from 'maplibre-gl'
import { boxIndices, program, vertexArray } from './gl.ts'
import { VERTEX_BYTES, type Instances } from './instances.ts'
import { SYMBOL_FRAGMENT, SYMBOL_VERTEX, VECTOR_FRAGMENT, VECTOR_VERTEX } from './shaders.ts'

const VECTOR_PX = 1.4

export interface LayerColours {
  readonly halo: readonly number[]
  readonly accent: readonly number[]
  readonly warning: readonly number[]
}

interface Resources {
  readonly boxes: WebGLBuffer
  /** Boxes that the indices reach. */
  boxCount: number
  readonly symbols: WebGLProgram
  readonly vectors: WebGLProgram
  readonly symbolBuffer: WebGLBuffer
  readonly vectorBuffer: WebGLBuffer
  readonly symbolArray: WebGLVertexArrayObject
  readonly vectorArray: WebGLVertexArrayObject
}

/**
 * All vessels in two draw calls. A GeoJSON source was the first thought: ten thousand moving points there are cut into
 * tiles and laid out anew in a worker at every change; here a change is one upload of 96 bytes a vessel.
 */
export class VesselLayer implements CustomLayerInterface {
  readonly id = 'vessels'
  readonly type = 'custom' as const
  readonly renderingMode = '2d' as const
  #map: MapLibre | null = null
  #gl: WebGL2RenderingContext | null = null
  #resources: Resources | null = null
  #instances: Instances | null = null
  #dirty = false
  #colours: LayerColours = { halo: [1, 1, 1], accent: [0, 0, 0], warning: [0, 0, 0] }

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.#map = map
    this.#gl = gl
    this.#resources = make(gl)
    this.#dirty = true
  }

  onRemove(_map: MapLibre, gl: WebGL2RenderingContext): void {
    const r = this.#resources
    if (r === null) return
    gl.deleteProgram(r.symbols)
    gl.deleteProgram(r.vectors)
    gl.deleteBuffer(r.boxes)
    gl.deleteBuffer(r.symbolBuffer)
    gl.deleteBuffer(r.vectorBuffer)
    gl.deleteVertexArray(r.symbolArray)
    gl.deleteVertexArray(r.vectorArray)
    this.#resources = null
  }

  show(instances: Instances, colours: LayerColours): void {
    this.#instances = instances
    this.#colours = colours
    this.#dirty = true
    this.#map?.triggerRepaint()
  }

  render(gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    const r = this.#resources
    const data = this.#instances
    if (r === null || data === null) return
    if (this.#dirty) upload(gl, r, data)
    this.#dirty = false
    const matrix = moved(defaultProjectionData.mainMatrix, data.origin)
    const viewport: [number, number] = [gl.drawingBufferWidth, gl.drawingBufferHeight]
    const ratio = this.#map?.getPixelRatio() ?? 1

    gl.useProgram(r.vectors)
    gl.uniformMatrix4fv(gl.getUniformLocation(r.vectors, 'u_matrix'), false, matrix)
    gl.uniform2f(gl.getUniformLocation(r.vectors, 'u_viewport'), ...viewport)
    gl.uniform1f(gl.getUniformLocation(r.vectors, 'u_width'), VECTOR_PX * ratio)
    gl.bindVertexArray(r.vectorArray)
    gl.drawElements(gl.TRIANGLES, data.vectorCount * 6, gl.UNSIGNED_INT, 0)

    gl.useProgram(r.symbols)
    gl.uniformMatrix4fv(gl.getUniformLocation(r.symbols, 'u_matrix'), false, matrix)
    gl.uniform2f(gl.getUniformLocation(r.symbols, 'u_viewport'), ...viewport)
    gl.uniform1f(
      gl.getUniformLocation(r.symbols, 'u_bearing'),
      ((this.#map?.getBearing() ?? 0) * Math.PI) / 180,
    )
    for (const name of ['halo', 'accent', 'warning'] as const) {
      const [red = 0, green = 0, blue = 0] = this.#colours[name]
      gl.uniform3f(gl.getUniformLocation(r.symbols, `u_${name}`), red, green, blue)
    }
    gl.bindVertexArray(r.symbolArray)
    gl.drawElements(gl.TRIANGLES, data.symbolCount * 6, gl.UNSIGNED_INT, 0)
    gl.bindVertexArray(null)
  }

  /** True once it draws; the browser may have lost its graphics. */
  get ready(): boolean {
    return this.#gl !== null && !this.#gl.isContextLost()
  }
}

function make(gl: WebGL2RenderingContext): Resources {
  const boxes = gl.createBuffer()
  const symbolBuffer = gl.createBuffer()
  const vectorBuffer = gl.createBuffer()
  return {
    symbols: program(gl, SYMBOL_VERTEX, SYMBOL_FRAGMENT),
    vectors: program(gl, VECTOR_VERTEX, VECTOR_FRAGMENT),
    boxes,
    boxCount: 0,
    symbolBuffer,
    vectorBuffer,
    symbolArray: vertexArray(gl, symbolBuffer, boxes, VERTEX_BYTES, [
      { location: 0, size: 2, type: 'float', offset: 0 },
      { location: 1, size: 1, type: 'float', offset: 8 },
      { location: 2, size: 1, type: 'float', offset: 12 },
      { location: 3, size: 4, type: 'byte', offset: 16 },
      { location: 4, size: 4, type: 'byte', offset: 20 },
    ]),
    vectorArray: vertexArray(gl, vectorBuffer, boxes, VERTEX_BYTES, [
      { location: 0, size: 2, type: 'float', offset: 0 },
      { location: 1, size: 2, type: 'float', offset: 8 },
      { location: 2, size: 4, type: 'byte', offset: 16 },
      { location: 3, size: 4, type: 'byte', offset: 20 },
    ]),
  }
}

function upload(gl: WebGL2RenderingContext, r: Resources, data: Instances): void {
  if (data.symbolCount > r.boxCount) {
    r.boxCount = Math.max(data.symbolCount, 2 * r.boxCount)
    gl.bindVertexArray(r.symbolArray)
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, r.boxes)
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, boxIndices(r.boxCount), gl.STATIC_DRAW)
    gl.bindVertexArray(null)
  }
  gl.bindBuffer(gl.ARRAY_BUFFER, r.symbolBuffer)
  gl.bufferData(gl.ARRAY_BUFFER, data.symbols, gl.DYNAMIC_DRAW)
  gl.bindBuffer(gl.ARRAY_BUFFER, r.vectorBuffer)
  gl.bufferData(gl.ARRAY_BUFFER, data.vectors, gl.DYNAMIC_DRAW)
}

/** The map's matrix with the origin moved into it, reckoned in 64 bits before it is rounded to 32. */
function moved(matrix: ArrayLike<number>, [x, y]: readonly [number, number]): Float32Array {
  const m = Array.from({ length: 16 }, (_, i) => matrix[i] ?? 0)
  for (let row = 0; row < 4; row++)
    m[12 + row] = (m[row] ?? 0) * x + (m[4 + row] ?? 0) * y + (m[12 + row] ?? 0)
  return new Float32Array(m)
}
