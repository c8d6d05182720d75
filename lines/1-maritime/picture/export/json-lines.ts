import type { ExportFormat } from './format.ts'

/** One JSON object a line; what is not known is absent. */
export const jsonLinesFormat: ExportFormat = {
  mediaType: 'application/jsonl; charset=utf-8',
  extension: 'jsonl',
  head: () => '',
  rows: (rows) =>
    rows
      .map(({ atMs, ...row }) => {
        const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
        return `${JSON.stringify({ time: new Date(atMs).toISOString(), ...known })}\n`
      })
      .join(''),
  tail: () => '',
}
