/** One byte range (RFC 9110 section 14.1.2); several at once are answered with the whole. Null: not satisfiable. */
export function byteRange(
  header: string | undefined,
  size: number,
): { start: number; length: number; partial: boolean } | null {
  const whole = { start: 0, length: size, partial: false }
  const match = header === undefined ? null : /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim())
  if (match === null || (match[1] === '' && match[2] === '')) return whole
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size)
    return length === 0 ? null : { start: size - length, length, partial: true }
  }
  const start = Number(match[1])
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  return start >= size || end < start ? null : { start, length: end - start + 1, partial: true }
}
