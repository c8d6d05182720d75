/**
 * JSON with the keys of every object in order of their code units and no white space (as RFC 8785 orders them), so that a
 * body hashes the same before it is stored and after PostgreSQL has rearranged it.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`).join(',')}}`
  }
  return JSON.stringify(value)
}
