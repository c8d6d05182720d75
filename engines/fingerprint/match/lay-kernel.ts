import * as w from '../kernel/wasm.ts'
import { LANES, MINUTIAE_MAX, PARTS } from './lanes.ts'

/** Local pairs that a motion is held against at most; a whole number of registers of eight. */
export const LOCAL_MAX = 64
const LOCAL_BYTES = 2 * LOCAL_MAX
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
const Q15 = 32_768
const Q15_MOST = 32_767
const PAGES = Math.ceil((SUMS_AT + SUMS_BYTES * (MINUTIAE_MAX + 1)) / PAGE)

const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES })
const floats = (at: number, count: number): Float32Array => new Float32Array(memory.buffer, at, count)
const shorts = (at: number, count: number): Int16Array => new Int16Array(memory.buffer, at, count)
const integers = (at: number, count: number): Int32Array => new Int32Array(memory.buffer, at, count)

/** Local pairs: places in the first print and in the second, in parts of a pixel, and turns between them. */
export const local = {
  px: shorts(AT.local, LOCAL_MAX),
  py: shorts(AT.local + LOCAL_BYTES, LOCAL_MAX),
  qx: shorts(AT.local + 2 * LOCAL_BYTES, LOCAL_MAX),
  qy: shorts(AT.local + 3 * LOCAL_BYTES, LOCAL_MAX),
  turn: shorts(AT.local + 4 * LOCAL_BYTES, LOCAL_MAX),
} as const
/** Cosine and sine in 32,768ths, shift in parts of a pixel, turn. */
const motion = shorts(AT.motion, 5)
/** A byte for eight local pairs, a bit each. */
export const supporters = new Uint8Array(memory.buffer, AT.supporters, LOCAL_MAX / 8)

/** Minutiae of the first print as the motion lays them, places in parts of a pixel. */
export const first = {
  x: shorts(AT.first, MINUTIAE_MAX + 1),
  y: shorts(AT.first + ROW_BYTES, MINUTIAE_MAX + 1),
  turn: shorts(AT.first + 2 * ROW_BYTES, MINUTIAE_MAX + 1),
} as const
const second = shorts(AT.second, 3 * (MINUTIAE_MAX + 1))

const P = { end: 0, pairEnd: 1, at: 2, mask: 3, out: 4, other: 5, place: 6 } as const
const V = { cos: 7, sin: 8, dx: 9, dy: 10, turn: 11, ex: 12, ey: 13, a: 14, b: 15, c: 16 } as const
const LOCALS = { i32: 5, v128: 10 }

/** What does not change is put into a register once, not once a round. */
const keep = (value: number, splat: w.Code, to: number): w.Code => [...w.i32(value), ...splat, ...w.set(to)]

/** Marks which local pairs the motion lays on each other, eight at once, in parts of a pixel: prints of up to 8,191 pixels. */
function supportersBody(reach: number, steps: number): w.Code {
  const side = reach * PARTS
  const load = (row: number): w.Code => [...w.get(P.at), ...w.load(AT.local + row * LOCAL_BYTES)]
  const splat = (k: number, to: number): w.Code => [
    ...w.i32(0),
    ...w.loadSplat16(AT.motion + 2 * k),
    ...w.set(to),
  ]
  const times = (v: number, row: number): w.Code => [...w.get(v), ...load(row), ...w.MULTIPLY_Q15]
  const within = (v: number, limit: number): w.Code => [
    ...w.get(v),
    ...w.ABS16,
    ...w.get(limit),
    ...w.LESS_OR_EQUAL16,
  ]
  const squared = (v: number): w.Code => [...w.get(v), ...w.get(v), ...w.MULTIPLY16]
  const each = [
    [...times(V.cos, 0), ...times(V.sin, 1), ...w.SUB16, ...w.get(V.dx), ...w.ADD16],
    [...load(2), ...w.SUB16, ...w.set(V.ex)],
    [...times(V.sin, 0), ...times(V.cos, 1), ...w.ADD16, ...w.get(V.dy), ...w.ADD16],
    [...load(3), ...w.SUB16, ...w.set(V.ey)],
    [...w.get(P.at), ...w.i32(4), ...w.SHIFT_RIGHT],
    // Turns are sixteen bits: the difference wraps by itself. Squares beyond the box overflow, and count for nothing.
    [...load(4), ...w.get(V.turn), ...w.SUB16, ...w.ABS16, ...w.get(V.a), ...w.LESS_OR_EQUAL16],
    [...within(V.ex, V.b), ...w.AND128, ...within(V.ey, V.b), ...w.AND128],
    [...squared(V.ex), ...squared(V.ey), ...w.ADD16, ...w.get(V.c), ...w.LESS_OR_EQUAL16, ...w.AND128],
    [...w.BITMASK16, ...w.store8(AT.supporters)],
  ].flat(2)
  return [
    [...keep(steps, w.SPLAT16, V.a), ...keep(side, w.SPLAT16, V.b), ...keep(side * side, w.SPLAT16, V.c)],
    [...splat(0, V.cos), ...splat(1, V.sin), ...splat(2, V.dx), ...splat(3, V.dy), ...splat(4, V.turn)],
    w.loop(each, P.at, 16, P.end),
  ].flat()
}

/** Writes the pairs of minutiae of the two prints that lie near each other as i << 8 | j, eight at once; returns where they end. */
function nearBody(reach: number, steps: number): w.Code {
  const own = (k: number, to: number): w.Code => [
    ...w.get(P.at),
    ...w.loadSplat16(AT.first + k * ROW_BYTES),
    ...w.set(to),
  ]
  const row = (k: number, first: number, limit: number): w.Code => [
    ...w.get(first),
    ...w.get(P.other),
    ...w.load(AT.second + 16 * k),
    ...w.SUB16,
    ...w.ABS16,
    ...w.get(limit),
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
    [
      ...row(0, V.cos, V.a),
      ...row(1, V.sin, V.a),
      ...w.AND128,
      ...row(2, V.dx, V.b),
      ...w.AND128,
      ...w.BITMASK16,
    ],
    [...w.set(P.mask), ...w.whileNotZero(P.mask, record)],
    [...w.get(P.place), ...w.i32(LANES), ...w.ADD, ...w.set(P.place)],
  ].flat(2)
  const perFirst = [
    [...w.i32(0), ...w.set(P.other), ...w.i32(0), ...w.set(P.place)],
    [...own(0, V.cos), ...own(1, V.sin), ...own(2, V.dx)],
    w.loop(each, P.other, GROUP_BYTES, P.pairEnd),
  ].flat()
  return [
    [...keep(side, w.SPLAT16, V.a), ...keep(steps, w.SPLAT16, V.b)],
    [...w.i32(AT.near), ...w.set(P.out), ...w.loop(perFirst, P.at, 2, P.end), ...w.get(P.out)],
  ].flat()
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
  const laid = (row: number): w.Code => [...w.get(P.other), ...w.load(SHIFT_AT + row * FLOAT_ROW)]
  const squared = (v: number): w.Code => [...w.get(v), ...w.get(v), ...w.MULTIPLY_FLOAT]
  const each = [
    [...laid(0), ...w.get(V.cos), ...w.SUB_FLOAT, ...w.set(V.ex)],
    [...laid(1), ...w.get(V.sin), ...w.SUB_FLOAT, ...w.set(V.ey)],
    [...w.get(V.a), ...squared(V.ex), ...squared(V.ey), ...w.ADD_FLOAT],
    [...w.get(V.b), ...w.MULTIPLY_FLOAT, ...w.SUB_FLOAT],
    [...w.get(V.c), ...w.MAX_FLOAT, ...w.set(V.ex)],
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
    [V.dx, V.dy, V.turn].flatMap((to) => [...w.get(V.c), ...w.set(to)]),
    w.loop(each, P.other, 16, P.pairEnd),
    [V.dx, V.dy, V.turn].flatMap((from, k) => [
      ...w.get(P.out),
      ...w.get(from),
      ...w.store(SUMS_AT + 16 * k),
    ]),
    [...w.get(P.out), ...w.i32(SUMS_BYTES), ...w.ADD, ...w.set(P.out)],
  ].flat(1)
  return [
    [...keep(bitsOf(1), w.SPLAT32, V.a), ...keep(bitsOf(1 / (reach * reach)), w.SPLAT32, V.b)],
    [...keep(0, w.SPLAT32, V.c), ...w.i32(0), ...w.set(P.out)],
    [...w.loop(perMover, P.at, 4, P.end), ...w.i32(0)],
  ].flat()
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
    motion[0] = Math.min(Q15_MOST, cos * Q15)
    motion[1] = Math.min(Q15_MOST, sin * Q15)
    motion[2] = dx * PARTS
    motion[3] = dy * PARTS
    motion[4] = turn
    kernel(2 * count, 0)
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
