import { inflateSync } from 'node:zlib'

/** A PDF value as far as a check of structure needs it: names as `/Name`, references as `{ ref }`. */
export type Value = string | number | boolean | null | Ref | Value[] | Dictionary
interface Ref {
  readonly ref: number
}
export interface Dictionary {
  readonly [key: string]: Value
}

export interface PdfObject {
  readonly value: Value
  /** Stream data, unpacked. */
  readonly stream: string | null
}

const TOKEN =
  /\s*(?:(<<|>>|\[|\])|(\/[^\s/<>[\]()]*)|(\d+) 0 R\b|(-?\d*\.?\d+)|(true|false|null)\b|\(|<([0-9A-Fa-f\s]*)>)/y

/** Objects of a PDF written without object streams (ISO 32000-1, 7.3), by number. Throws where the text is no such file. */
export function objectsOf(bytes: Uint8Array): Map<number, PdfObject> {
  const text = Buffer.from(bytes).toString('latin1')
  const found = new Map<number, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const [value, end] = read(text, match.index + match[0].length)
    const begun = /^\s*stream\r?\n/.exec(text.slice(end, end + 12))
    let stream: string | null = null
    if (begun !== null && isDictionary(value)) {
      const at = end + begun[0].length
      const raw = Buffer.from(text.slice(at, at + Number(value['Length'])), 'latin1')
      stream = (value['Filter'] === '/FlateDecode' ? inflateSync(raw) : raw).toString('latin1')
    }
    found.set(Number(match[1]), { value, stream })
  }
  return found
}

export const isDictionary = (value: Value | undefined): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('ref' in value)

/** A name or string; '' for anything else. */
export const wordOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

function read(text: string, from: number): [Value, number] {
  TOKEN.lastIndex = from
  const match = TOKEN.exec(text)
  if (match === null) throw new SyntaxError(`no PDF value at byte ${from}: ${text.slice(from, from + 20)}`)
  const end = TOKEN.lastIndex
  const [, mark, name, ref, number, word, hex] = match
  if (name !== undefined) return [name, end]
  if (ref !== undefined) return [{ ref: Number(ref) }, end]
  if (number !== undefined) return [Number(number), end]
  if (word !== undefined) return [word === 'null' ? null : word === 'true', end]
  if (hex !== undefined) return [Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').toString('latin1'), end]
  if (mark === '<<') return readDictionary(text, end)
  if (mark === '[') return readArray(text, end)
  return readString(text, end)
}

const closes = (text: string, at: number, mark: string): number | null => {
  const space = /\s*/y
  space.lastIndex = at
  space.exec(text)
  return text.startsWith(mark, space.lastIndex) ? space.lastIndex + mark.length : null
}

function readDictionary(text: string, from: number): [Value, number] {
  const found: Record<string, Value> = {}
  for (let at = from; ;) {
    const end = closes(text, at, '>>')
    if (end !== null) return [found, end]
    const [key, after] = read(text, at)
    const [value, next] = read(text, after)
    found[wordOf(key).slice(1)] = value
    at = next
  }
}

function readArray(text: string, from: number): [Value, number] {
  const found: Value[] = []
  for (let at = from; ;) {
    const end = closes(text, at, ']')
    if (end !== null) return [found, end]
    const [value, next] = read(text, at)
    found.push(value)
    at = next
  }
}

/** A literal string; escapes are kept but for what they escape. */
function readString(text: string, from: number): [Value, number] {
  let depth = 1
  let out = ''
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '\\') out += text[++at] ?? ''
    else {
      if (sign === '(') depth++
      if (sign === ')' && --depth === 0) return [out, at + 1]
      out += sign
    }
  }
  throw new SyntaxError(`a string at byte ${from} does not end`)
}
