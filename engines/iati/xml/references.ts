import { XmlFault } from './fault.ts'

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
/** `&#x10FFFF;` with room for leading zeros. */
const REFERENCE_BYTES_MAX = 32
const SEMICOLON = 0x3b

/**
 * End of the reference that begins with `&` at `p`, or -1 where `end` cuts it. Only the five predefined entities and
 * characters are known (XML 1.0 4.1, 4.6): a document type may not be declared, so there are no others.
 */
export function referenceEnd(buf: Uint8Array, p: number, end: number, offset: number): number {
  const last = Math.min(end, p + REFERENCE_BYTES_MAX)
  let q = p + 1
  while (q < last && buf[q] !== SEMICOLON) q++
  if (q >= last) {
    if (q - p < REFERENCE_BYTES_MAX) return -1
    throw new XmlFault('"&" without the ";" of a reference: write &amp;', offset)
  }
  const name = String.fromCharCode(...buf.subarray(p + 1, q))
  if (textOf(name) === null) throw new XmlFault(`"&${name};" is not known: write &amp; for "&"`, offset)
  return q + 1
}

/** Text with its references replaced; the reader has checked them. */
export function resolve(text: string): string {
  return text.replaceAll(/&([^;]{1,32});/g, (whole, name: string) => textOf(name) ?? whole)
}

function textOf(name: string): string | null {
  const known = PREDEFINED[name]
  if (known !== undefined && Object.hasOwn(PREDEFINED, name)) return known
  const number = /^#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}))$/.exec(name)
  if (number === null) return null
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
  const legal =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code < 0xd800) ||
    (code >= 0xe000 && code < 0xfffe) ||
    (code >= 0x10000 && code <= 0x10ffff)
  return legal ? String.fromCodePoint(code) : null
}
