import { readFileSync } from 'node:fs'

/** The activity of a file over and over, each time under another identifier, to at least `bytes` bytes. */
export function largeFile(source: string, bytes: number): string {
  const text = readFileSync(source, 'utf8')
  const from = text.indexOf('<iati-activity ')
  const to = text.indexOf('</iati-activity>') + '</iati-activity>'.length
  const activity = text.slice(from, to)
  const identifier = /<iati-identifier>([^<]*)</.exec(activity)?.[1] ?? ''
  const parts = [text.slice(0, from)]
  for (let size = 0, n = 0; size < bytes; n++) {
    const next = activity.replace(`>${identifier}<`, `>${identifier}-${n}<`)
    parts.push(next, '\n')
    size += next.length
  }
  parts.push('</iati-activities>\n')
  return parts.join('')
}
