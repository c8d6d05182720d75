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
export const DIFFERING_MAX = 22
/** Turns of one print against the other that are told apart, each a window of twice its step: 22.5 and 45 degrees. */
export const TURNS = 16
const WINDOW = 512 / TURNS

const P = { probe: 0, probeEnd: 1, finger: 2, galleryEnd: 3, out: 4, at: 5, best: 6, sum: 7 } as const
/** Nearest distance and turn, by half; then squares. */
const V = { low: 8, high: 9, lowTurn: 10, highTurn: 11, work: 12, closer: 13 } as const
export const SCAN_LOCALS = { i32: 3, v128: 6 }

/**
 * For each finger: its minutiae vote for the turn that lays the nearest of the probe's on them, with half the square of
 * (DIFFERING_MAX - bits that differ); the answer is the most that a window of turns gets. Sixteen signatures a register.
 */
export function scanBody(): w.Code {
  const halves = [
    { half: 0, best: V.low, turn: V.lowTurn },
    { half: 1, best: V.high, turn: V.highTurn },
  ]
  const differing = (half: number): w.Code =>
    Array.from({ length: HALF_BYTES }, (_, b) => [
      ...w.get(P.finger),
      ...w.load(b * PLACES + 16 * half),
      ...w.get(P.at),
      ...w.loadSplat8(b),
      ...w.XOR,
      ...w.POPCOUNT8,
      ...(b === 0 ? [] : w.ADD8),
    ]).flat()
  const nearer = halves.map(({ half, best, turn }) => [
    [...differing(half), ...w.set(V.work), ...w.get(V.work), ...w.get(best), ...w.LESS8, ...w.set(V.closer)],
    [...w.get(V.work), ...w.get(best), ...w.MIN8, ...w.set(best)],
    [
      ...w.get(P.at),
      ...w.loadSplat8(HALF_BYTES),
      ...w.get(turn),
      ...w.get(V.closer),
      ...w.SELECT,
      ...w.set(turn),
    ],
  ])
  const perProbe = w.loop(nearer.flat(2), P.at, HALF_BYTES + 1, P.probeEnd)
  const start = halves.map(({ best, turn }) => [
    [...w.i32(255), ...w.SPLAT8, ...w.set(best), ...w.i32(0), ...w.SPLAT8, ...w.set(turn)],
  ])
  const votes = halves.map(({ half, best, turn }) => [
    [...w.i32(DIFFERING_MAX), ...w.SPLAT8, ...w.get(best), ...w.SUB_SATURATE8, ...w.set(best)],
    [...w.get(best), ...w.get(best), ...w.MULTIPLY_LOW8, ...w.i32(1), ...w.SHIFT16],
    [
      ...w.get(best),
      ...w.get(best),
      ...w.MULTIPLY_HIGH8,
      ...w.i32(1),
      ...w.SHIFT16,
      ...w.NARROW8,
      ...w.set(best),
    ],
    [
      ...w.get(P.finger),
      ...w.load(HALF_BYTES * PLACES + 16 * half),
      ...w.get(turn),
      ...w.SUB8,
      ...w.set(turn),
    ],
  ])
  const inWindow = ({ best, turn }: { best: number; turn: number }, k: number): w.Code =>
    [
      [...w.get(turn), ...w.i32((k * WINDOW) / 2), ...w.SPLAT8, ...w.SUB8],
      [...w.i32(WINDOW), ...w.SPLAT8, ...w.LESS8, ...w.get(best), ...w.AND128, ...w.PAIRS8],
    ].flat(2)
  const windows = Array.from({ length: TURNS }, (_, k) => [
    [...inWindow(halves[0]!, k), ...inWindow(halves[1]!, k), ...w.ADD16, ...w.PAIRS16, ...w.set(V.work)],
    [...sumOfLanes(V.work), ...w.set(P.sum)],
    [
      ...w.get(P.sum),
      ...w.get(P.best),
      ...w.get(P.sum),
      ...w.get(P.best),
      ...w.GREATER,
      ...w.CHOOSE,
      ...w.set(P.best),
    ],
  ])
  const body = [
    [...start.flat(2), ...w.get(P.probe), ...w.set(P.at), ...perProbe],
    [...votes.flat(2), ...w.i32(0), ...w.set(P.best), ...windows.flat(2)],
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

function sumOfLanes(local: number): w.Code {
  return [0, 1, 2, 3].flatMap((lane) => [...w.get(local), ...w.lane32(lane), ...(lane === 0 ? [] : w.ADD)])
}
