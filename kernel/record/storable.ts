/** Deeper than any declared record; a recursive reader of ours or PostgreSQL's would otherwise meet its own limit. */
const DEPTH_MAX = 64

export interface Unstorable {
  /** Dotted path of the value. */
  readonly path: string
  readonly why: string
}

/**
 * Text that PostgreSQL cannot keep: U+0000 (documentation 8.3) and lone surrogates, which have no UTF-8 form
 * (RFC 3629 section 3). JSON can carry both, so every value from outside is looked through. Null when all can be kept.
 */
export function unstorable(value: unknown): Unstorable | null {
  return look(value, [], 0)
}

function look(value: unknown, path: string[], depth: number): Unstorable | null {
  if (typeof value === 'string') {
    const why = whyNot(value)
    return why === null ? null : { path: path.join('.'), why }
  }
  if (typeof value !== 'object' || value === null) return null
  if (depth >= DEPTH_MAX) return { path: path.join('.'), why: `must not nest deeper than ${DEPTH_MAX}` }
  for (const [key, inner] of Object.entries(value)) {
    if (whyNot(key) !== null)
      return { path: path.join('.'), why: 'has a name with a character that no text can hold' }
    path.push(key)
    const found = look(inner, path, depth + 1)
    if (found !== null) return found
    path.pop()
  }
  return null
}

function whyNot(text: string): string | null {
  if (text.includes('\u0000')) return 'must not hold the character U+0000'
  return text.isWellFormed() ? null : 'must not hold half of a character (a lone surrogate)'
}
