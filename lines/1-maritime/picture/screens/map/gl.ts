/** Compiles one program; a shader that does not compile is a bug of ours and says what the driver said. */
export function program(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const made = gl.createProgram()
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind)
    if (shader === null) throw new Error('the graphics context is lost')
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true && !gl.isContextLost())
      throw new Error(`BUG: shader: ${gl.getShaderInfoLog(shader) ?? ''}`)
    gl.attachShader(made, shader)
  }
  gl.linkProgram(made)
  if (gl.getProgramParameter(made, gl.LINK_STATUS) !== true && !gl.isContextLost())
    throw new Error(`BUG: shader program: ${gl.getProgramInfoLog(made) ?? ''}`)
  return made
}

interface Attribute {
  readonly location: number
  readonly size: number
  readonly type: 'float' | 'byte'
  readonly offset: number
}

/** A set of attributes of one buffer, with the corners of its boxes in turn. */
export function vertexArray(
  gl: WebGL2RenderingContext,
  vertices: WebGLBuffer,
  boxes: WebGLBuffer,
  stride: number,
  attributes: readonly Attribute[],
): WebGLVertexArrayObject {
  const array = gl.createVertexArray()
  gl.bindVertexArray(array)
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, boxes)
  gl.bindBuffer(gl.ARRAY_BUFFER, vertices)
  for (const { location, size, type, offset } of attributes) {
    gl.enableVertexAttribArray(location)
    const kind = type === 'float' ? gl.FLOAT : gl.UNSIGNED_BYTE
    gl.vertexAttribPointer(location, size, kind, type === 'byte', stride, offset)
  }
  gl.bindVertexArray(null)
  return array
}

/** Two triangles for each box of four corners. */
export function boxIndices(boxes: number): Uint32Array {
  const indices = new Uint32Array(boxes * 6)
  for (let i = 0; i < boxes; i++) {
    const first = i * 4
    indices.set([first, first + 1, first + 2, first + 2, first + 1, first + 3], i * 6)
  }
  return indices
}
