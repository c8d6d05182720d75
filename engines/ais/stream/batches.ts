import type { AisBatch, AisDecoderOptions } from './api.ts'

/** One batch a chunk; the next chunk is read when the batch is taken, so a slow consumer slows the source. */
export async function* decodeBatches(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: AisDecoderOptions = {},
): AsyncGenerator<AisBatch> {
  yield* []
  throw new Error(`BUG: batches of ${typeof chunks} with ${typeof options} are not built yet`)
}
