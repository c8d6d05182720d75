/** What is known, as the query of a form's address: words as `set.…`, anything else as `json.…`. */
function known(values: Readonly<Record<string, unknown>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(values).map(([key, value]): [string, string] =>
      typeof value === 'string' ? [`set.${key}`, value] : [`json.${key}`, JSON.stringify(value)],
    ),
  )
}

/** Address of a form of the picture that starts with what is known. */
export function prefilled(form: string, values: Readonly<Record<string, unknown>>): string {
  return `/1-maritime/picture/${form}?${known(values)}`
}

/** Address of a form of the partner watch that starts with what is known. */
export function toPartners(form: string, values: Readonly<Record<string, unknown>>): string {
  return `/1-maritime/partner-watch/${form}?${known(values)}`
}

/** Address of the form that opens an operation on an alert or a contact. */
export function operationOn(
  from: { readonly type: 'picture-alert' | 'hand-contact'; readonly id: string },
  values: Readonly<Record<string, unknown>>,
): string {
  return `/1-maritime/interdiction/interdiction/new/open?${known({ from, ...values })}`
}
