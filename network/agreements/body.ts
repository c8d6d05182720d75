/** A record's body as it travels. */
export type Body = Readonly<Record<string, unknown>>

export function isBody(value: unknown): value is Body {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  )
}
