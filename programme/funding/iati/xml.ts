/** An element of IATI: attributes in the order given, text or children; what is null or undefined is left out. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | undefined>>
  readonly inner: string | readonly Element[]
}

export const element = (
  name: string,
  attributes: Element['attributes'] = {},
  inner: Element['inner'] = '',
): Element => ({ name, attributes, inner })

/** Text in a narrative, as most elements of IATI 2.03 hold it. */
export const narrative = (text: string): Element[] => [element('narrative', {}, text)]

const escape = (text: string): string =>
  text
    // XML 1.0 section 2.2: other control characters are in no document.
    .replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

export function xmlOf({ name, attributes, inner }: Element, indent = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escape(value)}"`],
  )
  const open = `${indent}<${name}${written.join('')}`
  if (inner.length === 0) return `${open}/>\n`
  if (typeof inner === 'string') return `${open}>${escape(inner)}</${name}>\n`
  return `${open}>\n${inner.map((child) => xmlOf(child, `${indent}  `)).join('')}${indent}</${name}>\n`
}
