import * as w from '../kernel/wasm.ts'
import { BLOCK_BYTES, HALF_BYTES, PLACES } from './block.ts'

export type ScanKernel = (
  probe: number,
  probeEnd: number,
  gallery: number,
  galleryEnd: number,
  out: number,
) => void

/** Differing bits from which two signatures have nothing in common: chance has 32 of 64, with a deviation of 4. */
const DIFFERING_MAX = 30
/** Turns of one print against the other that are told apart, each a window of twice its step: 22.5 and 45 degrees. */
const TURNS = 16
const WINDOW = 512 / TURNS

const P = { probe: 0, probeEnd: 1, finger: 2, galleryEnd: 3, out: 4, at: 5, best: 6, sum: 7 } as const
/** Nearest distance and turn, by half; then squares. */
const V = { low: 8, high: 9, lowTurn: 10, highTurn: 11, work: 12, closer: 13 } as const
export const SCAN_LOCALS = { i32: 3, v128: 6 }

/**
 * For each finger: its minutiae vote for the turn that lays the nearest of the probe's on them, with a quarter of the square of
 * (DIFFERING_MAX - bits that differ); the answer is the most that a window of turns gets. Sixteen signatures a register.
 */
export function scanBody(): w.Code {
  const start = HALVES.flatMap(({ best, turn }) =>
    [w.i32(255), w.SPLAT8, w.set(best), w.i32(0), w.SPLAT8, w.set(turn)].flat(),
  )
  const perProbe = w.loop(HALVES.flatMap(nearer), P.at, HALF_BYTES + 1, P.probeEnd)
  const windows = Array.from({ length: TURNS }, (_, k) => windowOf(k)).flat()
  const body = [
    [...start, ...w.get(P.probe), ...w.set(P.at), ...perProbe],
    [...HALVES.flatMap(votes), ...w.i32(0), ...w.set(P.best), ...windows],
    [
      ...w.get(P.out),
      ...w.get(P.best),
      ...w.storeI32,
      ...w.get(P.out),
      ...w.i32(4),
      ...w.ADD,
      ...w.set(P.out),
    ],
  ]
  return w.loop(body.flat(), P.finger, BLOCK_BYTES, P.galleryEnd)
}

interface Half {
  readonly half: number
  readonly best: number
  readonly turn: number
}

const HALVES: readonly Half[] = [
  { half: 0, best: V.low, turn: V.lowTurn },
  { half: 1, best: V.high, turn: V.highTurn },
]

/** Keeps the least distance to the probe's minutiae so far, and the direction of the one that has it. */
function nearer({ half, best, turn }: Half): w.Code {
  const differing = Array.from({ length: HALF_BYTES }, (_, b) => [
    ...w.get(P.finger),
    ...w.load(b * PLACES + 16 * half),
    ...w.get(P.at),
    ...w.loadSplat8(b),
    ...w.XOR,
    ...w.POPCOUNT8,
    ...(b === 0 ? [] : w.ADD8),
  ]).flat()
  return [
    [...differing, ...w.set(V.work)],
    [...w.get(V.work), ...w.get(best), ...w.LESS8, ...w.set(V.closer)],
    [...w.get(V.work), ...w.get(best), ...w.MIN8, ...w.set(best)],
    [...w.get(P.at), ...w.loadSplat8(HALF_BYTES), ...w.get(turn), ...w.get(V.closer), ...w.SELECT],
    w.set(turn),
  ].flat()
}

/** Distances become votes, directions the turn between the prints. */
function votes({ half, best, turn }: Half): w.Code {
  const squared = (multiply: w.Code): w.Code => [
    ...w.get(best),
    ...w.get(best),
    ...multiply,
    ...w.i32(2),
    ...w.SHIFT16,
  ]
  return [
    [...w.i32(DIFFERING_MAX), ...w.SPLAT8, ...w.get(best), ...w.SUB_SATURATE8, ...w.set(best)],
    [...squared(w.MULTIPLY_LOW8), ...squared(w.MULTIPLY_HIGH8), ...w.NARROW8, ...w.set(best)],
    [
      ...w.get(P.finger),
      ...w.load(HALF_BYTES * PLACES + 16 * half),
      ...w.get(turn),
      ...w.SUB8,
      ...w.set(turn),
    ],
  ].flat()
}

/** Votes of window `k`; the most so far is kept. */
function windowOf(k: number): w.Code {
  const inside = ({ best, turn }: Half): w.Code =>
    [
      [...w.get(turn), ...w.i32((k * WINDOW) / 2), ...w.SPLAT8, ...w.SUB8],
      [...w.i32(WINDOW), ...w.SPLAT8, ...w.LESS8, ...w.get(best), ...w.AND128, ...w.PAIRS8],
    ].flat()
  return [
    [...HALVES.flatMap(inside), ...w.ADD16, ...w.PAIRS16, ...w.set(V.work)],
    [...sumOfLanes(V.work), ...w.set(P.sum), ...w.get(P.sum), ...w.get(P.best)],
    [...w.get(P.sum), ...w.get(P.best), ...w.GREATER, ...w.CHOOSE, ...w.set(P.best)],
  ].flat()
}

function sumOfLanes(local: number): w.Code {
  return [0, 1, 2, 3].flatMap((lane) => [...w.get(local), ...w.lane32(lane), ...(lane === 0 ? [] : w.ADD)])
}
