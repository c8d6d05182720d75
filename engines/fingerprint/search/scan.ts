import { SIGNATURE_BYTES, SIGNATURES_MAX } from './signature.ts'
import * as w from './wasm.ts'

/** Bytes of a finger's signatures. */
export const FINGER_BYTES = SIGNATURE_BYTES * SIGNATURES_MAX
const PAGE = 65_536
/** 32-bit WebAssembly ends at 4 GiB; a shard stays below. */
const PAGES_MAX = 65_535
/** Differing bits from which two signatures have nothing in common: chance has 32 of 64, with a deviation of 4. */
const DIFFERING_MAX = 22

type Scan = (probe: number, probeEnd: number, gallery: number, galleryEnd: number, out: number) => void

const P = { probe: 0, probeEnd: 1, finger: 2, galleryEnd: 3, out: 4, at: 5, low: 6, high: 7, sum: 8 } as const

/**
 * For each finger: the sum over its signatures of (DIFFERING_MAX - bits that differ from the nearest of the probe's)^2.
 * Sixteen signatures a register, a byte of each at a time.
 */
function scanBody(): w.Code {
  const differing = (half: number): w.Code =>
    Array.from({ length: SIGNATURE_BYTES }, (_, b) => [
      ...w.get(P.finger),
      ...w.load(b * SIGNATURES_MAX + 16 * half),
      ...w.get(P.at),
      ...w.loadSplat8(b),
      ...w.XOR,
      ...w.POPCOUNT8,
      ...(b === 0 ? [] : w.ADD8),
    ]).flat()
  const nearer = (half: number, best: number): w.Code => [
    ...differing(half),
    ...w.get(best),
    ...w.MIN8,
    ...w.set(best),
  ]
  const worst: w.Code = [...w.i32(255), ...w.SPLAT8]
  const squares = (best: number): w.Code =>
    [
      [w.i32(DIFFERING_MAX), w.SPLAT8, w.get(best), w.SUB_SATURATE8, w.set(best)],
      [w.get(best), w.get(best), w.MULTIPLY_LOW8, w.get(best), w.get(best), w.MULTIPLY_HIGH8, w.ADD16],
    ].flat(2)
  const lanes = [0, 1, 2, 3].map((lane) => [w.get(P.sum), w.lane32(lane), lane === 0 ? [] : w.ADD].flat())
  const perProbe = w.loop([...nearer(0, P.low), ...nearer(1, P.high)], P.at, SIGNATURE_BYTES, P.probeEnd)
  const body = [
    [worst, w.set(P.low), worst, w.set(P.high), w.get(P.probe), w.set(P.at), perProbe],
    [squares(P.low), squares(P.high), w.ADD16, w.PAIRS16, w.set(P.sum)],
    [w.get(P.out), ...lanes, w.storeI32, w.get(P.out), w.i32(4), w.ADD, w.set(P.out)],
  ].flat(2)
  return w.loop(body, P.finger, FINGER_BYTES, P.galleryEnd)
}

let compiled: WebAssembly.Module | null = null

/** Signatures of many fingers in one memory, and the kernel over it. */
export class SignatureStore {
  readonly #memory: WebAssembly.Memory
  readonly #scan: Scan
  #capacity: number
  #count = 0

  constructor(capacity: number) {
    this.#capacity = Math.max(64, capacity)
    this.#memory = new WebAssembly.Memory({ initial: pagesFor(this.#capacity), maximum: PAGES_MAX })
    compiled ??= new WebAssembly.Module(moduleOfScan())
    const { exports } = new WebAssembly.Instance(compiled, { m: { m: this.#memory } })
    this.#scan = exports['f'] as Scan
  }

  get count(): number {
    return this.#count
  }

  /** Makes room for one more finger; returns where its signatures are written. */
  append(): Uint8Array {
    if (this.#count === this.#capacity) {
      const doubled = 2 * this.#capacity
      this.#memory.grow(pagesFor(doubled) - pagesFor(this.#capacity))
      this.#capacity = doubled
    }
    return this.at(this.#count++)
  }

  at(finger: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, PAGE + finger * FINGER_BYTES, FINGER_BYTES)
  }

  /** Sums of every finger for a probe of `minutiae` signatures; a view that the next call overwrites. */
  scan(probe: Uint8Array, minutiae: number): Int32Array {
    if (this.#count === 0 || minutiae === 0) return new Int32Array(this.#count)
    const rows = new Uint8Array(this.#memory.buffer, 0, FINGER_BYTES)
    for (let m = 0; m < SIGNATURES_MAX; m++)
      for (let b = 0; b < SIGNATURE_BYTES; b++) rows[m * SIGNATURE_BYTES + b] = probe[b * SIGNATURES_MAX + m]!
    const [from, out] = [PAGE, PAGE + this.#capacity * FINGER_BYTES]
    const used = Math.min(minutiae, SIGNATURES_MAX) * SIGNATURE_BYTES
    this.#scan(0, used, from, from + this.#count * FINGER_BYTES, out)
    return new Int32Array(this.#memory.buffer, out, this.#count)
  }
}

function pagesFor(capacity: number): number {
  return 1 + Math.ceil((capacity * (FINGER_BYTES + 4)) / PAGE)
}

function moduleOfScan(): Uint8Array<ArrayBuffer> {
  return w.moduleOf(5, { i32: 1, v128: 3 }, scanBody(), PAGES_MAX)
}
