import type { AisBatch, AisDecoderOptions } from './api.ts'
import { createDecoder } from './decoder.ts'

/** A chunk is decoded in pieces of this size, so that a batch stays small whatever the source hands over. */
const MAX_PIECE_BYTES = 1 << 16

/**
 * One batch a piece of the source; the next chunk is read when the batch has been taken, so a slow consumer slows
 * the source and at most one piece is held.
 */
export async function* decodeBatches(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: AisDecoderOptions = {},
): AsyncGenerator<AisBatch> {
  const collector = new Collector()
  const decoder = createDecoder(collector, options)
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += MAX_PIECE_BYTES) {
      decoder.push(chunk.subarray(at, at + MAX_PIECE_BYTES))
      if (collector.filled) yield collector.take()
    }
  }
  decoder.end()
  if (collector.filled) yield collector.take()
}

/** The same as a Web stream, for `readable.pipeThrough(decoderStream())`. */
export function decoderStream(options: AisDecoderOptions = {}): TransformStream<Uint8Array, AisBatch> {
  const collector = new Collector()
  const decoder = createDecoder(collector, options)
  return new TransformStream<Uint8Array, AisBatch>(
    {
      transform(chunk, controller) {
        decoder.push(chunk)
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
  private batch: AisBatch = { reports: [], problems: [] }

  get filled(): boolean {
    return this.batch.reports.length > 0 || this.batch.problems.length > 0
  }

  report(report: AisBatch['reports'][number]): void {
    this.batch.reports.push(report)
  }

  problem(problem: AisBatch['problems'][number]): void {
    this.batch.problems.push(problem)
  }

  take(): AisBatch {
    const batch = this.batch
    this.batch = { reports: [], problems: [] }
    return batch
  }
}
