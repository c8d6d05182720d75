type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The published ruleset with what the validator needs: ids, severities, messages and paths; links and categories go. */
export function rulesOf(text: string): Json {
  return strip(JSON.parse(text) as Json)
}

const DROPPED = new Set(['link', 'category'])

function strip(value: Json): Json {
  if (Array.isArray(value)) return value.map(strip)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !DROPPED.has(key))
      .map(([key, inner]) => [key, strip(inner)]),
  )
}
