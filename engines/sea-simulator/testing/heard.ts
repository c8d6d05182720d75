import { createDecoder, type AisMessage, type AisProblem, type AisReport } from '@basinet/ais'

import type { SeaReport } from '../sea.ts'

export type Heard = { readonly message: AisMessage; readonly timeMs: number; readonly station: string }

/** Decodes what the sea transmitted, as the ingest would; problems are handed back, not hidden. */
export function decodeAll(reports: Iterable<SeaReport>): { heard: Heard[]; problems: AisProblem[] } {
  const heard: Heard[] = []
  const problems: AisProblem[] = []
  const decoder = createDecoder({
    report: (r: AisReport) =>
      heard.push({ message: r.message, timeMs: r.timeMs ?? -1, station: r.station ?? '' }),
    problem: (p) => problems.push(p),
  })
  for (const { sentence } of reports) decoder.push(Buffer.from(`${sentence}\r\n`, 'latin1'))
  decoder.end()
  return { heard, problems }
}
