import { MINUTIAE_MAX, TURN_STEPS } from '../match/lanes.ts'
import type { Light, Placed } from '../match/prepared.ts'
import { readCompact, readPlaces } from '../template/compact.ts'
import { MAP_BACKGROUND, MAP_CELL_PX } from '../template/template.ts'
import { PLACES } from './block.ts'

const ANGLES = 128
const COS = Float32Array.from({ length: ANGLES }, (_, k) => Math.cos((k * 2 * Math.PI) / ANGLES))
const SIN = Float32Array.from({ length: ANGLES }, (_, k) => Math.sin((k * 2 * Math.PI) / ANGLES))
const placed = {
  x: new Float32Array(PLACES),
  y: new Float32Array(PLACES),
  cos: new Float32Array(PLACES),
  sin: new Float32Array(PLACES),
  turn: new Int32Array(PLACES),
}
const angles = new Uint8Array(PLACES)

/** Where the minutiae of a stored print's block lie; overwritten by the next call. */
export function unpackPlaces(compact: Uint8Array): { placed: Placed; count: number } {
  const count = readPlaces(compact, PLACES, placed.x, placed.y, angles)
  for (let i = 0; i < count; i++) {
    const angle = angles[i]!
    placed.cos[i] = COS[angle]!
    placed.sin[i] = SIN[angle]!
    placed.turn[i] = (angle * TURN_STEPS) / ANGLES
  }
  return { placed, count }
}

const NOBODY = new Uint8Array(0)

/** A stored print, ready to be laid on a probe: its minutiae as they lie in its block, nothing that only full comparison needs. */
export function unpack(compact: Uint8Array): Light {
  const template = readCompact(compact)
  const count = Math.min(MINUTIAE_MAX, template.x.length)
  const [cos, sin] = [new Float32Array(count), new Float32Array(count)]
  const turn = new Int32Array(count)
  const weight = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const angle = template.angle[i]!
    cos[i] = Math.cos(angle)
    sin[i] = Math.sin(angle)
    turn[i] = Math.round((angle / (2 * Math.PI)) * TURN_STEPS) & (TURN_STEPS - 1)
    weight[i] = Math.min(100, template.quality[i]!) / 100
  }
  const { x, y } = template
  return {
    template,
    count,
    x,
    y,
    cos,
    sin,
    turn,
    weight,
    weightSum: weight.reduce((sum, w) => sum + w, 0),
    cells: cellsOf(template.map),
    boxArea: 0,
    words: null,
    isSigned: NOBODY,
  }
}

function cellsOf(map: { cols: number; codes: Uint8Array } | null): Float32Array | null {
  if (map === null) return null
  const out = new Float32Array(3 * map.codes.length)
  let at = 0
  const { cols, codes } = map
  for (let from = 0, y = MAP_CELL_PX / 2; from < codes.length; from += cols, y += MAP_CELL_PX)
    for (let c = 0; c < cols; c++) {
      const code = codes[from + c]!
      if (code === MAP_BACKGROUND) continue
      out[at++] = (c + 0.5) * MAP_CELL_PX
      out[at++] = y
      out[at++] = code
    }
  return out.subarray(0, at)
}
