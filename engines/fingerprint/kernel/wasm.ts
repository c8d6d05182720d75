/// <reference lib="dom" />
// WebAssembly is typed in that library alone.
/**
 * Just enough WebAssembly binary format (WebAssembly Core 2.0, chapter 5) to write a kernel in TypeScript: the bytes are made
 * from source when the module loads, so that none lie in the repository.
 */
export type Code = readonly number[]

function unsigned(value: number): number[] {
  const out: number[] = []
  let left = value >>> 0
  do {
    const low = left & 127
    left >>>= 7
    out.push(left === 0 ? low : low | 128)
  } while (left !== 0)
  return out
}

function signed(value: number): number[] {
  const out: number[] = []
  for (let left = value | 0; ;) {
    const low = left & 127
    left >>= 7
    const last = (left === 0 && (low & 64) === 0) || (left === -1 && (low & 64) !== 0)
    out.push(last ? low : low | 128)
    if (last) return out
  }
}

const I32 = 0x7f
const V128 = 0x7b

function simd(opcode: number, ...operands: number[]): number[] {
  return [0xfd, ...unsigned(opcode), ...operands]
}

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number): Code => [0x21, ...unsigned(local)]
export const i32 = (value: number): Code => [0x41, ...signed(value)]
export const ADD: Code = [0x6a]
export const AND: Code = [0x71]
export const OR: Code = [0x72]
export const SHIFT_LEFT: Code = [0x74]
export const COUNT_TRAILING_ZEROS: Code = [0x68]
export const GREATER: Code = [0x4b]
/** Of two numbers on the stack the first where a third is not zero, else the second. */
export const CHOOSE: Code = [0x1b]
export const storeI32: Code = [0x36, 2, 0]
export const store8 = (offset: number): Code => [0x3a, 0, ...unsigned(offset)]
export const load8 = (offset: number): Code => [0x2d, 0, ...unsigned(offset)]
export const load = (offset: number): Code => simd(0x00, 0, ...unsigned(offset))
export const loadSplat8 = (offset: number): Code => simd(0x07, 0, ...unsigned(offset))
export const store = (offset: number): Code => simd(0x0b, 0, ...unsigned(offset))
export const AND128: Code = simd(0x4e)
/** Of two values on the stack, bits of the first where a third has ones, else of the second. */
export const SELECT: Code = simd(0x52)
export const LESS8: Code = simd(0x26)
export const SUB8: Code = simd(0x71)
export const NARROW8: Code = simd(0x66)
export const SHIFT16: Code = simd(0x8d)
export const PAIRS8: Code = simd(0x7d)
export const LESS_OR_EQUAL8: Code = simd(0x2a)
export const BITMASK8: Code = simd(0x64)
export const SPLAT8: Code = simd(0x0f)
/** Bytes of a table of sixteen by a register of numbers below 16 (relaxed SIMD: what numbers above give is not said). */
export const LOOK_UP: Code = simd(0x100)
export const SHIFT_RIGHT8: Code = simd(0x6d)
export const XOR: Code = simd(0x51)
export const POPCOUNT8: Code = simd(0x62)
export const ADD8: Code = simd(0x6e)
export const SUB_SATURATE8: Code = simd(0x73)
export const MIN8: Code = simd(0x77)
export const MULTIPLY_LOW8: Code = simd(0x9e)
export const MULTIPLY_HIGH8: Code = simd(0x9f)
export const ADD16: Code = simd(0x8e)
export const PAIRS16: Code = simd(0x7f)
export const loadSplat32 = (offset: number): Code => simd(0x09, 2, ...unsigned(offset))
export const SHIFT_RIGHT: Code = [0x76]
export const SPLAT32: Code = simd(0x11)
export const ADD_FLOAT: Code = simd(0xe4)
export const SUB_FLOAT: Code = simd(0xe5)
export const MULTIPLY_FLOAT: Code = simd(0xe6)
export const loadSplat16 = (offset: number): Code => simd(0x08, 1, ...unsigned(offset))
export const SPLAT16: Code = simd(0x10)
export const SUB16: Code = simd(0x91)
export const MULTIPLY16: Code = simd(0x95)
/** Product of numbers in 32,768ths, rounded. */
export const MULTIPLY_Q15: Code = simd(0x82)
export const ABS16: Code = simd(0x80)
/** Unsigned: the absolute value of -32,768 is 32,768. */
export const LESS_OR_EQUAL16: Code = simd(0x34)
export const BITMASK16: Code = simd(0x84)
export const MAX_FLOAT: Code = simd(0xe9)
export const lane32 = (lane: number): Code => simd(0x1b, lane)

/** `body` again and again while local `counter` rises by `step` and stays below local `end`; at least once. */
export function loop(body: Code, counter: number, step: number, end: number): Code {
  return [
    0x03,
    0x40,
    ...body,
    ...get(counter),
    ...i32(step),
    ...ADD,
    0x22,
    ...unsigned(counter),
    ...get(end),
    0x49,
    0x0d,
    0,
    0x0b,
  ]
}

/** `body` as long as local `test` is not zero. */
export function whileNotZero(test: number, body: Code): Code {
  return [0x02, 0x40, 0x03, 0x40, ...get(test), 0x45, 0x0d, 1, ...body, 0x0c, 0, 0x0b, 0x0b]
}

/** The mark and version 1 of the format. */
const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/** A module that imports memory `m.m` and exports one function `f` of i32 parameters, with an i32 result where `answers`. */
export function moduleOf(
  parameters: number,
  locals: { i32: number; v128: number },
  body: Code,
  pagesMax: number,
  answers = false,
): Uint8Array<ArrayBuffer> {
  const section = (id: number, content: readonly number[]): number[] => [
    id,
    ...unsigned(content.length),
    ...content,
  ]
  const code = [2, ...unsigned(locals.i32), I32, ...unsigned(locals.v128), V128, ...body, 0x0b]
  return Uint8Array.from([
    ...MAGIC,
    ...section(1, [
      1,
      0x60,
      parameters,
      ...Array.from({ length: parameters }, () => I32),
      ...(answers ? [1, I32] : [0]),
    ]),
    ...section(2, [1, 1, 0x6d, 1, 0x6d, 2, 1, 0, ...unsigned(pagesMax)]),
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x66, 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ])
}
