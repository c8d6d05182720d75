import * as w from '../kernel/wasm.ts'

/** Where the kernel finds what it compares, and how signatures of the second print lie: byte b of sixteen at `laneStride` b. */
export interface NearestLayout {
  /** Bytes of a signature. */
  readonly bytes: number
  readonly laneStride: number
  /** From sixteen signatures to the next sixteen. */
  readonly groupStep: number
  /** Differing bits up to which two minutiae are tried as one. */
  readonly differingMax: number
  readonly rowsAt: number
  /** Sixteen bytes to work in. */
  readonly lanesAt: number
  readonly foundAt: number
}

/** Compares the rows up to `rowsEnd` with the planes from `planes` to `planesEnd`; returns where the pairs end. */
export type NearestKernel = (rowsEnd: number, planes: number, planesEnd: number) => number

const P = {
  rowsEnd: 0,
  planes: 1,
  planesEnd: 2,
  group: 3,
  row: 4,
  found: 5,
  mask: 6,
  place: 7,
  differ: 8,
  most: 9,
} as const

/**
 * Compares every row with every signature of the planes, sixteen at once, and writes each pair that differs in at most
 * `differingMax` bits as bits << 16 | row << 8 | place; the last group's empty places too.
 */
export function nearestKernel(
  memory: WebAssembly.Memory,
  pagesMax: number,
  layout: NearestLayout,
): NearestKernel {
  const bytes = w.moduleOf(3, { i32: 5, v128: 2 }, nearestBody(layout), pagesMax, true)
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { m: { m: memory } })
  return exports['f'] as NearestKernel
}

function nearestBody({
  bytes,
  laneStride,
  groupStep,
  differingMax,
  rowsAt,
  lanesAt,
  foundAt,
}: NearestLayout): w.Code {
  const differing = Array.from({ length: bytes }, (_, b) => [
    ...w.get(P.group),
    ...w.load(laneStride * b),
    ...w.get(P.row),
    ...w.loadSplat8(b),
    ...w.XOR,
    ...w.POPCOUNT8,
    ...(b === 0 ? [] : w.ADD8),
  ]).flat()
  const lane = [w.get(P.mask), w.COUNT_TRAILING_ZEROS].flat()
  const record = [
    [...lane, ...w.load8(lanesAt), ...w.i32(16), ...w.SHIFT_LEFT],
    [...w.get(P.row), ...w.i32(-rowsAt), ...w.ADD, ...w.i32(8 - Math.log2(bytes)), ...w.SHIFT_LEFT, ...w.OR],
    [...w.get(P.place), ...lane, ...w.OR, ...w.OR],
  ].flat(2)
  const each = [
    [...w.get(P.found), ...record, ...w.storeI32],
    [...w.get(P.found), ...w.i32(4), ...w.ADD, ...w.set(P.found)],
    [...w.get(P.mask), ...w.get(P.mask), ...w.i32(-1), ...w.ADD, ...w.AND, ...w.set(P.mask)],
  ].flat(2)
  const perRow = [
    [...differing, ...w.set(P.differ), ...w.i32(lanesAt), ...w.get(P.differ), ...w.store(0)],
    [...w.get(P.differ), ...w.get(P.most), ...w.LESS_OR_EQUAL8, ...w.BITMASK8],
    [...w.set(P.mask), ...w.whileNotZero(P.mask, each)],
  ].flat(2)
  const perGroup = [
    [...w.i32(rowsAt), ...w.set(P.row), ...w.loop(perRow, P.row, bytes, P.rowsEnd)],
    [...w.get(P.place), ...w.i32(16), ...w.ADD, ...w.set(P.place)],
  ].flat(2)
  return [
    [...w.i32(differingMax), ...w.SPLAT8, ...w.set(P.most)],
    [...w.i32(foundAt), ...w.set(P.found), ...w.get(P.planes), ...w.set(P.group)],
    [...w.loop(perGroup, P.group, groupStep, P.planesEnd), ...w.get(P.found)],
  ].flat(2)
}
