import * as w from '../kernel/wasm.ts'
import { BLOCK_BYTES, HALF_BYTES, PLACES } from './block.ts'
import { RECORD_BYTES } from './tables.ts'

export type ScanKernel = (
  probe: number,
  probeEnd: number,
  gallery: number,
  galleryEnd: number,
  out: number,
) => void

/** Weighed difference from which two signatures have nothing in common: chance has 64 of 128, with a deviation of about 10. */
const DIFFERING_MAX = 60
/** Four bits a byte: those of the finger at hand, where the kernel finds them again for each record of the probe. */
const NIBBLES = 2 * HALF_BYTES
export const NIBBLE_BYTES = 2 * 16 * NIBBLES
/** Turns of one print against the other that are told apart, each a window of twice its step: 22.5 and 45 degrees. */
const TURNS = 16
const WINDOW = 512 / TURNS

const P = { probe: 0, probeEnd: 1, finger: 2, galleryEnd: 3, out: 4, at: 5, best: 6, sum: 7 } as const
/** Nearest distance and turn, by half; then squares. */
const V = {
  low: 8,
  high: 9,
  lowTurn: 10,
  highTurn: 11,
  work: 12,
  closer: 13,
  table: 14,
  lowDiffer: 15,
  highDiffer: 16,
} as const
export const SCAN_LOCALS = { i32: 3, v128: 9 }

/**
 * For each finger: its minutiae vote for the turn that lays the nearest of the probe's on them, with a sixteenth of the square of
 * (DIFFERING_MAX - what differs); the answer is the most that a window of turns gets. Sixteen signatures a register; differences of four bits
 * are looked up in the probe's tables (as Andre, Kermarrec, Le Scouarnec, VLDB 9(4) 2015, scan product codes).
 */
export function scanBody(nibblesAt: number): w.Code {
  const start = HALVES.flatMap(({ best, turn }) =>
    [w.i32(255), w.SPLAT8, w.set(best), w.i32(0), w.SPLAT8, w.set(turn)].flat(),
  )
  const perProbe = w.loop(
    [...differences(nibblesAt), ...HALVES.flatMap(nearer)],
    P.at,
    RECORD_BYTES,
    P.probeEnd,
  )
  const windows = Array.from({ length: TURNS }, (_, k) => windowOf(k)).flat()
  const body = [
    [...HALVES.flatMap((half) => split(half, nibblesAt)), ...start],
    [...w.get(P.probe), ...w.set(P.at), ...perProbe],
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
  readonly differ: number
  readonly best: number
  readonly turn: number
}

const HALVES: readonly Half[] = [
  { half: 0, differ: V.lowDiffer, best: V.low, turn: V.lowTurn },
  { half: 1, differ: V.highDiffer, best: V.high, turn: V.highTurn },
]

/** Four bits a byte of the finger's signatures, low before high. */
function split({ half }: Half, nibblesAt: number): w.Code {
  return Array.from({ length: HALF_BYTES }, (_, b) => {
    const byte = [...w.get(P.finger), ...w.load(b * PLACES + 16 * half)]
    const to = nibblesAt + 32 * 2 * b + 16 * half
    return [
      [...w.i32(0), ...byte, ...w.i32(15), ...w.SPLAT8, ...w.AND128, ...w.store(to)],
      [...w.i32(0), ...byte, ...w.i32(4), ...w.SHIFT_RIGHT8, ...w.store(to + 32)],
    ].flat()
  }).flat()
}

/** What the finger's signatures differ from one of the probe's by: each table is used for both halves. */
function differences(nibblesAt: number): w.Code {
  return Array.from({ length: NIBBLES }, (_, n) => [
    [...w.get(P.at), ...w.load(16 * n), ...w.set(V.table)],
    HALVES.flatMap(({ half, differ }) => [
      ...w.get(V.table),
      ...w.i32(0),
      ...w.load(nibblesAt + 32 * n + 16 * half),
      ...w.LOOK_UP,
      ...(n === 0 ? [] : [...w.get(differ), ...w.ADD8]),
      ...w.set(differ),
    ]),
  ]).flat(2)
}

/** Keeps the least distance to the probe's minutiae so far, and the direction of the one that has it. */
function nearer({ differ, best, turn }: Half): w.Code {
  return [
    [...w.get(differ), ...w.get(best), ...w.LESS8, ...w.set(V.closer)],
    [...w.get(differ), ...w.get(best), ...w.MIN8, ...w.set(best)],
    [...w.get(P.at), ...w.loadSplat8(16 * NIBBLES), ...w.get(turn), ...w.get(V.closer), ...w.SELECT],
    w.set(turn),
  ].flat()
}

/** Distances become votes, directions the turn between the prints. */
function votes({ half, best, turn }: Half): w.Code {
  const squared = (multiply: w.Code): w.Code => [
    ...w.get(best),
    ...w.get(best),
    ...multiply,
    ...w.i32(4),
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
