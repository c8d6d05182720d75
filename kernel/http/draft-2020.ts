/**
 * A schema as JSON Schema 2020-12 writes it, which OpenAPI 3.1 asks for: a list of fixed length has `prefixItems`
 * (JSON Schema Core 2020-12, 10.3.1.1), where TypeBox writes the older `items: [...]` and `additionalItems`.
 */
export function asDraft2020<T>(value: T): T {
  return rewritten(value) as T
}

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, rewritten(inner)] as const)
  const made = Object.fromEntries(entries)
  if (!Array.isArray(made['items'])) return made
  const { items, additionalItems, ...rest } = made
  return { ...rest, prefixItems: items, items: additionalItems ?? true }
}
