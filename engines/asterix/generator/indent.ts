/** Indents lines by the brackets that are open before them; for reading, the compiler does not need it. */
export function indented(parts: readonly string[]): string {
  let depth = 0
  return parts
    .flatMap((part) => part.split('\n'))
    .map((line) => {
      const text = line.trim()
      const closing = /^[}\])]+/.exec(text)?.[0].length ?? 0
      const at = depth - closing
      depth += count(text, /[{[(]/g) - count(text, /[}\])]/g)
      return text === '' ? '' : `${'  '.repeat(Math.max(0, at))}${text}`
    })
    .join('\n')
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
