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

/** One attribute set read once an instance, beside the four corners at location 0. */
export function instanceArray(
  gl: WebGL2RenderingContext,
  corners: WebGLBuffer,
  instances: WebGLBuffer,
  stride: number,
  attributes: readonly Attribute[],
): WebGLVertexArrayObject {
  const array = gl.createVertexArray()
  gl.bindVertexArray(array)
  gl.bindBuffer(gl.ARRAY_BUFFER, corners)
  gl.enableVertexAttribArray(0)
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0)
  gl.bindBuffer(gl.ARRAY_BUFFER, instances)
  for (const { location, size, type, offset } of attributes) {
    gl.enableVertexAttribArray(location)
    gl.vertexAttribPointer(
      location,
      size,
      type === 'float' ? gl.FLOAT : gl.UNSIGNED_BYTE,
      type === 'byte',
      stride,
      offset,
    )
    gl.vertexAttribDivisor(location, 1)
  }
  gl.bindVertexArray(null)
  return array
}
