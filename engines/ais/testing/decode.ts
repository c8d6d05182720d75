import { createDecoder } from '../stream/decoder.ts'
import type { AisDecoderOptions, AisStats } from '../stream/api.ts'
import type { AisProblem, AisReport } from '../stream/report.ts'

export interface Decoded {
  reports: AisReport[]
  problems: AisProblem[]
  stats: AisStats
}

/** Everything a decoder makes of a text, pushed in chunks of `chunkBytes`. */
export function decodeText(text: string, options: AisDecoderOptions = {}, chunkBytes = 1 << 16): Decoded {
  const reports: AisReport[] = []
  const problems: AisProblem[] = []
  const decoder = createDecoder({ report: (r) => reports.push(r), problem: (p) => problems.push(p) }, options)
  const bytes = Buffer.from(text, 'latin1')
  for (let at = 0; at < bytes.length; at += chunkBytes) decoder.push(bytes.subarray(at, at + chunkBytes))
  decoder.end()
  return { reports, problems, stats: decoder.stats }
}

/** `body` with its checksum, as a sentence. */
export function sentence(body: string): string {
  return `!${body}*${checksum(body)}`
}

/** `body` with its checksum, as a tag block. */
export function tag(body: string): string {
  return `\\${body}*${checksum(body)}\\`
}

function checksum(body: string): string {
  let sum = 0
  for (const char of body) sum ^= char.charCodeAt(0)
  return sum.toString(16).toUpperCase().padStart(2, '0')
}
