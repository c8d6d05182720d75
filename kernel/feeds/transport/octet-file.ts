import { open, type FileHandle } from 'node:fs/promises'
import type { FeedClock, Source, StreamSink, TransportEvents } from './transport.ts'

/** Octets of a recording that belong together, and when they were received, Unix or any other milliseconds. */
export interface Piece {
  readonly bytes: Uint8Array
  readonly timeMs: number | null
}
/** Cuts what is read of one recording; holds what is not whole yet. */
export interface PieceCutter {
  push(chunk: Uint8Array): Iterable<Piece>
  end(): Iterable<Piece>
}
/** Knows the recordings of a content; makes a cutter for one run through a file. */
export type CutRecording = (content: string) => () => PieceCutter

export interface OctetFileOptions {
  readonly address: string
  readonly path: string
  /** Recorded seconds a second; 0 = as fast as it is taken. */
  readonly speed: number
  readonly loop: boolean
  /** Waits for more at the end. */
  readonly follow: boolean
  readonly cut: (() => PieceCutter) | null
}

const CHUNK_BYTES = 65_536
const POLL_MS = 250
/** Pieces due within this time go out together. */
const TICK_MS = 20
/** A recording with a hole is not waited through: a longer pause is cut to this. */
const PAUSE_MAX_MS = 60_000

/**
 * Reads a recording of octets from its start, at its own pace or as fast as it is taken. A restart begins anew: in the middle
 * of a recording nothing says where a block begins.
 */
export function octetFile(options: OctetFileOptions, clock: FeedClock): Source {
  return {
    address: options.address,
    run: async (events, signal) => {
      do await play(options, clock, events, signal)
      while (options.loop && !signal.aborted)
    },
  }
}

async function play(
  options: OctetFileOptions,
  clock: FeedClock,
  events: TransportEvents,
  signal: AbortSignal,
): Promise<void> {
  const file = await open(options.path, 'r')
  const sink = events.open(options.path)
  events.up()
  try {
    const paced = options.speed > 0 && options.cut !== null
    const player = paced ? pacedPlayer(options, clock, sink, signal) : plainPlayer(sink)
    await readAll(file, options, clock, signal, player)
  } finally {
    sink.end()
    await file.close()
  }
}

interface Player {
  take(chunk: Uint8Array): Promise<void>
  end(): Promise<void>
}

async function readAll(
  file: FileHandle,
  { follow }: OctetFileOptions,
  clock: FeedClock,
  signal: AbortSignal,
  player: Player,
): Promise<void> {
  for (let offset = 0; !signal.aborted;) {
    const chunk = new Uint8Array(CHUNK_BYTES)
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, offset)
    offset += bytesRead
    if (bytesRead > 0) await player.take(chunk.subarray(0, bytesRead))
    else if (follow) await clock.sleep(POLL_MS, signal)
    else break
  }
  if (!signal.aborted) await player.end()
}

function plainPlayer(sink: StreamSink): Player {
  return {
    take: async (chunk) => sink.push(chunk),
    end: async () => undefined,
  }
}

function pacedPlayer(
  { speed, cut }: OctetFileOptions,
  clock: FeedClock,
  sink: StreamSink,
  signal: AbortSignal,
): Player {
  const cutter = cut?.()
  if (cutter === undefined) throw new Error('BUG: a paced recording has a cutter')
  const started = clock.now()
  let first: number | null = null
  let last = 0
  let skippedMs = 0
  const dueIn = (time: number): number => {
    first ??= time
    const step = time - Math.max(last, first)
    if (step / speed > PAUSE_MAX_MS) skippedMs += step - PAUSE_MAX_MS * speed
    last = Math.max(last, time)
    return Math.max(0, started + (time - first - skippedMs) / speed - clock.now())
  }
  const playAll = async (pieces: Iterable<Piece>): Promise<void> => {
    for (const { bytes, timeMs } of pieces) {
      if (signal.aborted) return
      const wait = timeMs === null ? 0 : dueIn(timeMs)
      if (wait > TICK_MS) await clock.sleep(wait, signal)
      if (!signal.aborted) await sink.push(bytes)
    }
  }
  return { take: (chunk) => playAll(cutter.push(chunk)), end: () => playAll(cutter.end()) }
}
