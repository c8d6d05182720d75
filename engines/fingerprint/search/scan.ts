import { nearestKernel, type NearestKernel } from '../match/nearest-kernel.ts'
import { MINUTIAE_MAX } from '../match/lanes.ts'
import { BLOCK_BYTES, HALF_BYTES, PLACES } from './block.ts'
import { NIBBLE_BYTES, scanBody, SCAN_LOCALS, type ScanKernel } from './scan-kernel.ts'
import { RECORD_BYTES } from './tables.ts'
import * as w from '../kernel/wasm.ts'

const PAGE = 65_536
/** 32-bit WebAssembly ends at 4 GiB; a shard stays below. */
const PAGES_MAX = 65_535
/** The first page: probe of the scan, rows of the comparison, what a comparison finds. */
const NIBBLES_AT = 0
const PROBE_AT = NIBBLE_BYTES
const ROWS_AT = PROBE_AT + RECORD_BYTES * PLACES + 32
const LANES_AT = ROWS_AT + HALF_BYTES * (MINUTIAE_MAX + 1)
const FOUND_AT = LANES_AT + 16
/** Differing bits of 64 up to which two minutiae are tried as one: chance has 32, with a deviation of 4. */
const TRIED_MAX = 24

let compiled: WebAssembly.Module | null = null

/** Signature blocks of many fingers in one memory, and the kernels over them. */
export class SignatureStore {
  readonly #memory: WebAssembly.Memory
  readonly #scan: ScanKernel
  readonly #nearest: NearestKernel
  #capacity: number
  #count = 0

  constructor(capacity: number) {
    this.#capacity = Math.max(64, capacity)
    this.#memory = new WebAssembly.Memory({ initial: pagesFor(this.#capacity), maximum: PAGES_MAX })
    compiled ??= new WebAssembly.Module(w.moduleOf(5, SCAN_LOCALS, scanBody(NIBBLES_AT), PAGES_MAX))
    const { exports } = new WebAssembly.Instance(compiled, { m: { m: this.#memory } })
    this.#scan = exports['f'] as ScanKernel
    this.#nearest = nearestKernel(this.#memory, PAGES_MAX, {
      bytes: HALF_BYTES,
      laneStride: PLACES,
      groupStep: 16,
      differingMax: TRIED_MAX,
      rowsAt: ROWS_AT,
      lanesAt: LANES_AT,
      foundAt: FOUND_AT,
    })
  }

  get count(): number {
    return this.#count
  }

  /** Makes room for one more finger; returns where its block is written. */
  append(): Uint8Array {
    if (this.#count === this.#capacity) {
      const wanted = Math.ceil(1.5 * this.#capacity)
      this.#memory.grow(pagesFor(wanted) - pagesFor(this.#capacity))
      this.#capacity = wanted
    }
    return this.at(this.#count++)
  }

  at(finger: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, PAGE + finger * BLOCK_BYTES, BLOCK_BYTES)
  }

  /** Sums of every finger for a probe's tables; a view that the next call overwrites. */
  scan(tables: Uint8Array): Int32Array {
    if (tables.length > RECORD_BYTES * PLACES) throw new RangeError('BUG: more minutiae than are scanned')
    if (this.#count === 0 || tables.length === 0) return new Int32Array(this.#count)
    new Uint8Array(this.#memory.buffer).set(tables, PROBE_AT)
    const [from, out] = [PAGE, PAGE + this.#capacity * BLOCK_BYTES]
    this.#scan(PROBE_AT, PROBE_AT + tables.length, from, from + this.#count * BLOCK_BYTES, out)
    return new Int32Array(this.#memory.buffer, out, this.#count)
  }

  /** Hands over the signatures of a probe, HALF_BYTES each, that `nearest` compares with. */
  compareWith(rows: Uint8Array): void {
    if (rows.length > HALF_BYTES * MINUTIAE_MAX) throw new RangeError('BUG: more minutiae than are compared')
    new Uint8Array(this.#memory.buffer).set(rows, ROWS_AT)
  }

  /** Pairs of the probe's minutiae (`rowBytes` of signatures handed over) and a finger's, as the kernel writes them. */
  nearest(rowBytes: number, finger: number): Int32Array {
    if (rowBytes === 0) return new Int32Array(0)
    const at = PAGE + finger * BLOCK_BYTES
    const end = this.#nearest(ROWS_AT + rowBytes, at, at + PLACES)
    return new Int32Array(this.#memory.buffer, FOUND_AT, (end - FOUND_AT) >> 2)
  }
}

function pagesFor(capacity: number): number {
  return 1 + Math.ceil((capacity * (BLOCK_BYTES + 4)) / PAGE)
}
