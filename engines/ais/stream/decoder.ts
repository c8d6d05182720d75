import type { AisDecoder, AisDecoderOptions, AisSink } from './api.ts'

/** A decoder that hands every report and problem to `sink` during `push`. */
export function createDecoder(sink: AisSink, options: AisDecoderOptions = {}): AisDecoder {
  throw new Error(`BUG: decoder for ${typeof sink} with ${typeof options} is not built yet`)
}
