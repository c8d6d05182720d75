import type { AdsbProblem } from '../framing/frame-sink.ts'
import { createDecoder } from './decoder.ts'
import type { AdsbBatch, AdsbDecoderOptions, AdsbReport } from './report.ts'

/** A chunk is decoded in pieces of this size, so that a batch stays small whatever the source hands over. */
const MAX_PIECE_BYTES = 1 << 16

export interface BatchOptions extends AdsbDecoderOptions {
  /** Clock asked when a chunk arrives (e.g. `Date.now`); leave it out for a file. */
  receivedMs?: () => number
}

/**
 * One batch a piece of the source; the next chunk is read when the batch has been taken, so a slow consumer slows
 * the source and at most one piece is held.
 */
export async function* decodeBatches(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: BatchOptions = {},
): AsyncGenerator<AdsbBatch> {
  const collector = new Collector()
  const decoder = createDecoder(collector, options)
  for await (const chunk of chunks) {
    const receivedMs = options.receivedMs?.()
    for (let at = 0; at < chunk.length; at += MAX_PIECE_BYTES) {
      decoder.push(chunk.subarray(at, at + MAX_PIECE_BYTES), receivedMs)
      if (collector.filled) yield collector.take()
    }
  }
  decoder.end()
  if (collector.filled) yield collector.take()
}

/** The same as a Web stream, for `readable.pipeThrough(decoderStream())`. */
export function decoderStream(options: BatchOptions = {}): TransformStream<Uint8Array, AdsbBatch> {
  const collector = new Collector()
  const decoder = createDecoder(collector, options)
  return new TransformStream<Uint8Array, AdsbBatch>(
    {
      transform(chunk, controller) {
        decoder.push(chunk, options.receivedMs?.())
        if (collector.filled) controller.enqueue(collector.take())
      },
      flush(controller) {
        decoder.end()
        if (collector.filled) controller.enqueue(collector.take())
      },
    },
    { highWaterMark: 1 },
    { highWaterMark: 1 },
  )
}

class Collector {
  private batch: AdsbBatch = { reports: [], problems: [] }

  get filled(): boolean {
    return this.batch.reports.length > 0 || this.batch.problems.length > 0
  }

  report(report: AdsbReport): void {
    this.batch.reports.push(report)
  }

  problem(problem: AdsbProblem): void {
    this.batch.problems.push(problem)
  }

  take(): AdsbBatch {
    const { batch } = this
    this.batch = { reports: [], problems: [] }
    return batch
  }
}
