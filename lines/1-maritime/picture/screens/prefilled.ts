/** Address of a form of the picture that starts with what is known: words as `set.…`, anything else as `json.…`. */
export function prefilled(form: string, values: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams(
    Object.entries(values).map(([key, value]): [string, string] =>
      typeof value === 'string' ? [`set.${key}`, value] : [`json.${key}`, JSON.stringify(value)],
    ),
  )
  return `/1-maritime/picture/${form}?${query}`
}
