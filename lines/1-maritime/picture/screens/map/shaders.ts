/** Corner of the box, -1 or 1 each way, from the last byte of the vertex. */
const CORNER = `float number = floor(a_kind.w * 255.0 + 0.5);
  vec2 corner = vec2(mod(number, 2.0), floor(number / 2.0)) * 2.0 - 1.0;`

/**
 * A symbol: a box just large enough for its shape, turned to its heading, with the shape cut out of it by distance. The
 * whole square for every symbol was four times the fragments, which a machine without a graphics card computes itself.
 */
export const SYMBOL_VERTEX = `#version 300 es
precision highp float;
uniform mat4 u_matrix;
uniform vec2 u_viewport;
uniform float u_bearing;
layout(location = 0) in vec2 a_position;
layout(location = 1) in float a_angle;
layout(location = 2) in float a_size;
layout(location = 3) in vec4 a_colour;
layout(location = 4) in vec4 a_kind;
out vec2 v_at;
out vec4 v_colour;
flat out vec3 v_kind;
out float v_pixel;
const vec4 BOXES[7] = vec4[7](
  vec4(-0.3, -0.78, 0.3, 0.66),
  vec4(-0.4, -0.66, 0.4, 0.52),
  vec4(-0.34, -0.34, 0.34, 0.34),
  vec4(-0.5, -0.5, 0.5, 0.5),
  vec4(-0.36, -0.36, 0.36, 0.36),
  vec4(-0.6, -0.6, 0.6, 0.6),
  vec4(-0.8, -0.8, 0.8, 0.8)
);
void main() {
  ${CORNER}
  v_kind = floor(a_kind.xyz * 255.0 + 0.5);
  v_pixel = 2.0 / a_size;
  // Halo and soft edge; a sharp nose carries them further.
  float edge = v_pixel * 1.8;
  vec4 box = BOXES[int(v_kind.x)] + vec4(-edge, v_kind.x < 1.5 ? -2.0 * edge : -edge, edge, edge);
  // A frame or a ring around it takes the whole square.
  if (v_kind.y > 1.5) box = vec4(-1.0, -1.0, 1.0, 1.0);
  vec2 at = mix(box.xy, box.zw, corner * 0.5 + 0.5);
  float angle = a_angle - u_bearing;
  float c = cos(angle);
  float s = sin(angle);
  vec2 turned = vec2(at.x * c - at.y * s, at.x * s + at.y * c);
  vec4 centre = u_matrix * vec4(a_position, 0.0, 1.0);
  vec2 offset = vec2(turned.x, -turned.y) * a_size / u_viewport;
  gl_Position = vec4(centre.xy + offset * centre.w, centre.z, centre.w);
  v_at = at;
  v_colour = a_colour;
}`

/** Signed distances after I. Quilez' published 2-D primitives; written for these few shapes. */
export const SYMBOL_FRAGMENT = `#version 300 es
precision highp float;
uniform vec3 u_halo;
uniform vec3 u_accent;
uniform vec3 u_warning;
in vec2 v_at;
in vec4 v_colour;
flat in vec3 v_kind;
in float v_pixel;
out vec4 colour;

float wedge(vec2 p, float nose, float shoulder, float stern, float half_width) {
  vec2 q = vec2(abs(p.x), p.y);
  vec2 along = normalize(vec2(half_width, shoulder - nose));
  float slope = dot(q - vec2(0.0, nose), vec2(along.y, -along.x));
  return max(max(slope, q.x - half_width), q.y - stern);
}
float box(vec2 p, vec2 b) {
  vec2 d = abs(p) - b;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}
float shape(vec2 p, float kind) {
  if (kind < 0.5) return wedge(p, -0.78, -0.3, 0.66, 0.3);
  if (kind < 1.5) return wedge(p, -0.66, 0.52, 0.52, 0.4);
  if (kind < 2.5) return length(p) - 0.34;
  if (kind < 3.5) return (abs(p.x) + abs(p.y) - 0.5) * 0.7071;
  if (kind < 4.5) return box(p, vec2(0.36));
  if (kind < 5.5) return min(box(p, vec2(0.2, 0.6)), box(p, vec2(0.6, 0.2)));
  float cross = min(box(vec2(p.x + p.y, p.x - p.y) * 0.7071, vec2(0.09, 0.6)), box(vec2(p.x + p.y, p.x - p.y) * 0.7071, vec2(0.6, 0.09)));
  return min(cross, abs(length(p) - 0.7) - 0.09);
}
vec4 over(vec4 top, vec4 below) {
  return top + below * (1.0 - top.a);
}
float cover(float distance) {
  return clamp(0.5 - distance / v_pixel, 0.0, 1.0);
}
void main() {
  float alpha = v_colour.a;
  float d = shape(v_at, v_kind.x);
  float hollow = mod(v_kind.y, 2.0);
  vec4 halo = vec4(u_halo, 1.0) * cover(d - v_pixel * 1.2) * alpha * 0.9;
  float body = cover(d) - hollow * cover(d + v_pixel * 1.6);
  vec4 result = over(vec4(v_colour.rgb, 1.0) * body * alpha, halo);
  if (v_kind.y > 1.5) {
    float chosen = mod(floor(v_kind.y / 2.0), 2.0);
    float alerted = mod(floor(v_kind.y / 4.0), 2.0);
    float ring = abs(length(v_at) - 0.9);
    result = over(vec4(u_warning, 1.0) * cover(ring - v_pixel * 0.8) * alerted, result);
    float frame = abs(max(abs(v_at.x), abs(v_at.y)) - 0.92);
    float corner = step(0.55, min(abs(v_at.x), abs(v_at.y)));
    result = over(vec4(u_accent, 1.0) * cover(frame - v_pixel) * corner * chosen, result);
  }
  if (result.a < 0.01) discard;
  colour = result;
}`

/** A speed vector: a line of constant breadth from where the vessel is to where it will be. */
export const VECTOR_VERTEX = `#version 300 es
precision highp float;
uniform mat4 u_matrix;
uniform vec2 u_viewport;
uniform float u_width;
layout(location = 0) in vec2 a_from;
layout(location = 1) in vec2 a_to;
layout(location = 2) in vec4 a_colour;
layout(location = 3) in vec4 a_kind;
out vec4 v_colour;
out float v_across;
void main() {
  ${CORNER}
  vec4 from = u_matrix * vec4(a_from, 0.0, 1.0);
  vec4 to = u_matrix * vec4(a_to, 0.0, 1.0);
  vec2 along = (to.xy / to.w - from.xy / from.w) * u_viewport;
  float reach = length(along);
  vec2 across = reach > 0.0 ? vec2(-along.y, along.x) / reach : vec2(0.0);
  vec4 at = mix(from, to, corner.x * 0.5 + 0.5);
  // A pixel more on each side, in which the edge fades.
  float breadth = u_width + 2.0;
  v_across = corner.y * breadth * 0.5;
  gl_Position = vec4(at.xy + across * corner.y * breadth / u_viewport * at.w, at.z, at.w);
  v_colour = vec4(a_colour.rgb * a_colour.a, a_colour.a);
}`

export const VECTOR_FRAGMENT = `#version 300 es
precision highp float;
uniform float u_width;
in vec4 v_colour;
in float v_across;
out vec4 colour;
void main() {
  colour = v_colour * clamp(u_width * 0.5 + 0.5 - abs(v_across), 0.0, 1.0);
}`
