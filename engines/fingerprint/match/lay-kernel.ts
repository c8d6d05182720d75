import * as w from '../kernel/wasm.ts'
import { LANES, MINUTIAE_MAX, PARTS } from './lanes.ts'

/** Local pairs that a motion is held against at most; a whole number of registers of four. */
export const LOCAL_MAX = 64
const LOCAL_BYTES = 4 * LOCAL_MAX
const ROW_BYTES = 2 * (MINUTIAE_MAX + 1)
/** A group of minutiae: their x, their y, their turn. */
const GROUP_BYTES = 3 * 2 * LANES

/** Where in the memory what lies: five rows of local pairs, the motion, its supporters; then both prints' minutiae. */
const AT = {
  motion: 0,
  supporters: 64,
  local: 128,
  first: 128 + 5 * LOCAL_BYTES,
  second: 128 + 5 * LOCAL_BYTES + 3 * ROW_BYTES,
  near: 128 + 5 * LOCAL_BYTES + 6 * ROW_BYTES,
} as const
const NEAR_MAX = (MINUTIAE_MAX + 1) ** 2
const FLOAT_ROW = 4 * (MINUTIAE_MAX + 1)
const SHIFT_AT = AT.near + 4 * NEAR_MAX
/** Rows: places and shifts of the laid, then places of the movers; then three sums of four lanes a mover. */
const MOVERS_AT = SHIFT_AT + 4 * FLOAT_ROW
const SUMS_AT = MOVERS_AT + 2 * FLOAT_ROW
const SUMS_BYTES = 48
const PAGE = 65_536
const PAGES = Math.ceil((SUMS_AT + SUMS_BYTES * (MINUTIAE_MAX + 1)) / PAGE)

const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES })
const floats = (at: number, count: number): Float32Array => new Float32Array(memory.buffer, at, count)
const integers = (at: number, count: number): Int32Array => new Int32Array(memory.buffer, at, count)

/** Local pairs: places in the first print and in the second, and turns between them. */
export const local = {
  px: floats(AT.local, LOCAL_MAX),
  py: floats(AT.local + LOCAL_BYTES, LOCAL_MAX),
  qx: floats(AT.local + 2 * LOCAL_BYTES, LOCAL_MAX),
  qy: floats(AT.local + 3 * LOCAL_BYTES, LOCAL_MAX),
  turn: integers(AT.local + 4 * LOCAL_BYTES, LOCAL_MAX),
} as const
const motion = { place: floats(AT.motion, 4), turn: integers(AT.motion + 16, 1) }
/** A byte for four local pairs, a bit each. */
export const supporters = new Uint8Array(memory.buffer, AT.supporters, LOCAL_MAX / 4)

const shorts = (at: number, count: number): Int16Array => new Int16Array(memory.buffer, at, count)
/** Minutiae of the first print as the motion lays them, places in parts of a pixel. */
export const first = {
  x: shorts(AT.first, MINUTIAE_MAX + 1),
  y: shorts(AT.first + ROW_BYTES, MINUTIAE_MAX + 1),
  turn: shorts(AT.first + 2 * ROW_BYTES, MINUTIAE_MAX + 1),
} as const
const second = shorts(AT.second, 3 * (MINUTIAE_MAX + 1))

const P = { end: 0, pairEnd: 1, at: 2, mask: 3, out: 4, other: 5, place: 6 } as const
const V = { cos: 7, sin: 8, dx: 9, dy: 10, turn: 11, ex: 12, ey: 13 } as const
const LOCALS = { i32: 5, v128: 7 }

/** True lanes: the length of (ex, ey) is within `reach`, and the turn on the stack within `steps` of 65,536ths. */
function within(reach: number, steps: number): w.Code {
  const [bits = 0] = new Int32Array(Float32Array.of(reach * reach).buffer)
  const squared = (v: number): w.Code => [...w.get(v), ...w.get(v), ...w.MULTIPLY_FLOAT]
  return [
    // Turns are sixteen bits: the difference wraps by itself.
    [...w.i32(16), ...w.SHIFT_LEFT32, ...w.i32(16), ...w.SHIFT_RIGHT32, ...w.ABS32],
    [...w.i32(steps), ...w.SPLAT32, ...w.LESS_OR_EQUAL32],
    [...squared(V.ex), ...squared(V.ey), ...w.ADD_FLOAT],
    [...w.i32(bits), ...w.SPLAT32],
    [...w.LESS_OR_EQUAL_FLOAT, ...w.AND128, ...w.BITMASK32],
  ].flat()
}

/** Marks which local pairs the motion lays on each other, four at once. */
function supportersBody(reach: number, steps: number): w.Code {
  const load = (row: number): w.Code => [...w.get(P.at), ...w.load(AT.local + row * LOCAL_BYTES)]
  const splat = (k: number, to: number): w.Code => [
    ...w.i32(0),
    ...w.loadSplat32(AT.motion + 4 * k),
    ...w.set(to),
  ]
  const times = (v: number, row: number): w.Code => [...w.get(v), ...load(row), ...w.MULTIPLY_FLOAT]
  const each = [
    [...times(V.cos, 0), ...times(V.sin, 1), ...w.SUB_FLOAT, ...w.get(V.dx), ...w.ADD_FLOAT],
    [...load(2), ...w.SUB_FLOAT, ...w.set(V.ex)],
    [...times(V.sin, 0), ...times(V.cos, 1), ...w.ADD_FLOAT, ...w.get(V.dy), ...w.ADD_FLOAT],
    [...load(3), ...w.SUB_FLOAT, ...w.set(V.ey)],
    [...w.get(P.at), ...w.i32(4), ...w.SHIFT_RIGHT],
    [...load(4), ...w.get(V.turn), ...w.SUB32, ...within(reach, steps), ...w.store8(AT.supporters)],
  ].flat(2)
  return [
    [...splat(0, V.cos), ...splat(1, V.sin), ...splat(2, V.dx), ...splat(3, V.dy), ...splat(4, V.turn)],
    w.loop(each, P.at, 16, P.end),
  ].flat()
}

/** Writes the pairs of minutiae of the two prints that lie near each other as i << 8 | j, eight at once; returns where they end. */
function nearBody(reach: number, steps: number): w.Code {
  const row = (k: number, limit: number): w.Code => [
    ...w.get(P.at),
    ...w.loadSplat16(AT.first + k * ROW_BYTES),
    ...w.get(P.other),
    ...w.load(AT.second + 16 * k),
    ...w.SUB16,
    ...w.ABS16,
    ...w.i32(limit),
    ...w.SPLAT16,
    ...w.LESS_OR_EQUAL16,
  ]
  const side = Math.ceil(reach * PARTS) + 1
  const record = [
    [...w.get(P.out), ...w.get(P.at), ...w.i32(7), ...w.SHIFT_LEFT],
    [...w.get(P.place), ...w.get(P.mask), ...w.COUNT_TRAILING_ZEROS, ...w.ADD, ...w.OR, ...w.storeI32],
    [...w.get(P.out), ...w.i32(4), ...w.ADD, ...w.set(P.out)],
    [...w.get(P.mask), ...w.get(P.mask), ...w.i32(-1), ...w.ADD, ...w.AND, ...w.set(P.mask)],
  ].flat(2)
  const each = [
    [...row(0, side), ...row(1, side), ...w.AND128, ...row(2, steps), ...w.AND128, ...w.BITMASK16],
    [...w.set(P.mask), ...w.whileNotZero(P.mask, record)],
    [...w.get(P.place), ...w.i32(LANES), ...w.ADD, ...w.set(P.place)],
  ].flat(2)
  const perFirst = [
    [...w.i32(0), ...w.set(P.other), ...w.i32(0), ...w.set(P.place)],
    w.loop(each, P.other, GROUP_BYTES, P.pairEnd),
  ].flat()
  return [...w.i32(AT.near), ...w.set(P.out), ...w.loop(perFirst, P.at, 2, P.end), ...w.get(P.out)]
}

function kernelOf(body: w.Code): (end: number, pairEnd: number) => number {
  const module = new WebAssembly.Module(w.moduleOf(2, LOCALS, body, PAGES, true))
  return new WebAssembly.Instance(module, { m: { m: memory } }).exports['f'] as (
    end: number,
    pairEnd: number,
  ) => number
}

/** Places and shifts of minutiae that are laid on others, and of those that move with them; what the kernel sums. */
export const shifts = {
  x: floats(SHIFT_AT, MINUTIAE_MAX + 1),
  y: floats(SHIFT_AT + FLOAT_ROW, MINUTIAE_MAX + 1),
  dx: floats(SHIFT_AT + 2 * FLOAT_ROW, MINUTIAE_MAX + 1),
  dy: floats(SHIFT_AT + 3 * FLOAT_ROW, MINUTIAE_MAX + 1),
  moverX: floats(MOVERS_AT, MINUTIAE_MAX + 1),
  moverY: floats(MOVERS_AT + FLOAT_ROW, MINUTIAE_MAX + 1),
  sums: floats(SUMS_AT, 12 * (MINUTIAE_MAX + 1)),
} as const

function bitsOf(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0] ?? 0
}

/** For each mover: weights of the laid by their distance, a triweight that ends at `reach`, and the weighed shifts, four lanes each. */
function shiftBody(reach: number): w.Code {
  const constant = (value: number): w.Code => [...w.i32(bitsOf(value)), ...w.SPLAT32]
  const laid = (row: number): w.Code => [...w.get(P.other), ...w.load(SHIFT_AT + row * FLOAT_ROW)]
  const squared = (v: number): w.Code => [...w.get(v), ...w.get(v), ...w.MULTIPLY_FLOAT]
  const zero = [...w.i32(0), ...w.SPLAT32]
  const each = [
    [...laid(0), ...w.get(V.cos), ...w.SUB_FLOAT, ...w.set(V.ex)],
    [...laid(1), ...w.get(V.sin), ...w.SUB_FLOAT, ...w.set(V.ey)],
    [...constant(1), ...squared(V.ex), ...squared(V.ey), ...w.ADD_FLOAT],
    [...constant(1 / (reach * reach)), ...w.MULTIPLY_FLOAT, ...w.SUB_FLOAT],
    [...zero, ...w.MAX_FLOAT, ...w.set(V.ex)],
    [...squared(V.ex), ...w.get(V.ex), ...w.MULTIPLY_FLOAT, ...w.set(V.ex)],
    [...w.get(V.dx), ...w.get(V.ex), ...w.ADD_FLOAT, ...w.set(V.dx)],
    [...w.get(V.dy), ...w.get(V.ex), ...laid(2), ...w.MULTIPLY_FLOAT, ...w.ADD_FLOAT, ...w.set(V.dy)],
    [...w.get(V.turn), ...w.get(V.ex), ...laid(3), ...w.MULTIPLY_FLOAT, ...w.ADD_FLOAT, ...w.set(V.turn)],
  ].flat(2)
  const mover = (row: number, to: number): w.Code => [
    ...w.get(P.at),
    ...w.loadSplat32(MOVERS_AT + row * FLOAT_ROW),
    ...w.set(to),
  ]
  const perMover = [
    [...mover(0, V.cos), ...mover(1, V.sin), ...w.i32(0), ...w.set(P.other)],
    [V.dx, V.dy, V.turn].flatMap((to) => [...zero, ...w.set(to)]),
    w.loop(each, P.other, 16, P.pairEnd),
    [V.dx, V.dy, V.turn].flatMap((from, k) => [
      ...w.get(P.out),
      ...w.get(from),
      ...w.store(SUMS_AT + 16 * k),
    ]),
    [...w.get(P.out), ...w.i32(SUMS_BYTES), ...w.ADD, ...w.set(P.out)],
  ].flat(1)
  return [...w.i32(0), ...w.set(P.out), ...w.loop(perMover, P.at, 4, P.end), ...w.i32(0)]
}

/** Sums weights and shifts of the first `laid` for the first `movers` of `shifts`. */
export function shiftKernel(reach: number): (movers: number, laid: number) => void {
  const kernel = kernelOf(shiftBody(reach))
  return (movers, laid) => {
    if (movers === 0 || laid === 0) return
    shifts.x.fill(1e9, laid, laid + 4)
    kernel(4 * movers, 4 * laid)
  }
}

/** Fills `supporters`: which of the first `count` local pairs a motion lays within `reach` pixels and `steps` of a turn. */
export function supportKernel(
  reach: number,
  steps: number,
): (
  m: { readonly cos: number; readonly sin: number; readonly dx: number; readonly dy: number },
  turn: number,
  count: number,
) => void {
  const kernel = kernelOf([...supportersBody(reach, steps), ...w.i32(0)])
  return ({ cos, sin, dx, dy }, turn, count) => {
    motion.place[0] = cos
    motion.place[1] = sin
    motion.place[2] = dx
    motion.place[3] = dy
    motion.turn[0] = turn
    kernel(4 * count, 0)
  }
}

/**
 * Finds pairs i << 8 | j of the first `count` minutiae in `first` and those of a second print, that are within `reach` pixels in x and in y
 * and `steps` of a turn; a few a fraction of a pixel further, and on prints of more than 16,384 pixels some that are not near at all.
 */
export function nearKernel(
  reach: number,
  steps: number,
): { readonly pairs: Int32Array; find(count: number, lanes: Int16Array): number } {
  const kernel = kernelOf(nearBody(reach, steps))
  let loaded: Int16Array | null = null
  return {
    pairs: integers(AT.near, NEAR_MAX),
    find(count, lanes) {
      if (count === 0 || lanes.length === 0) return 0
      if (loaded !== lanes) second.set(lanes)
      loaded = lanes
      return (kernel(2 * count, 2 * lanes.length) - AT.near) >> 2
    },
  }
}
