/** A value as text: objects as JSON, so that nothing ever reads "[object Object]". */
export function plainText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value)
    case 'undefined':
      return ''
    default:
      return value === null ? '' : JSON.stringify(value)
  }
}
