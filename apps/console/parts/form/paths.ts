/** Reads and writes a value inside plain objects and arrays by a dotted path, never changing what was there. */
export function getAt(value: unknown, path: string): unknown {
  let at = value
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return at
}

export function setAt(value: unknown, path: string, next: unknown): unknown {
  const [step, ...rest] = path.split('.')
  if (step === undefined || step === '') return next
  const inner = (container: unknown): unknown =>
    rest.length === 0
      ? next
      : setAt((container as Record<string, unknown> | undefined)?.[step], rest.join('.'), next)
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === step ? inner(value) : item))
  }
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  return { ...object, [step]: inner(object) }
}

/** Path without array positions, as message keys name fields: `boats.0.name` → `boats.name`. */
export function declaredPath(path: string): string {
  return path
    .split('.')
    .filter((step) => !/^\d+$/.test(step))
    .join('.')
}
