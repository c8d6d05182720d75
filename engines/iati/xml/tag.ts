import {
  AMPERSAND,
  BLANK,
  HIGH,
  ILLEGAL,
  LESS,
  NAME_BYTE,
  QUOTE,
  sequenceLength,
  SPECIAL,
  VALUE_CLASS,
} from './characters.ts'
import { XmlFault } from './fault.ts'
import type { Limits } from './limits.ts'
import type { Names } from './names.ts'
import { referenceEnd } from './references.ts'

const SPACE = 0x20
const SLASH = 0x2f
const EQUALS = 0x3d
const GREATER = 0x3e
const isBlank = (byte: number): boolean => byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09

/** The start tag read last: name, attributes and where their values stand. Overwritten by the next. */
export class TagScanner {
  nameId = 0
  empty = false
  count = 0
  readonly attributeIds: Int32Array
  /** Document offsets of the value between its quotes. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** 1 where the value stands there as it is: no reference, no tab or line end. */
  readonly plain: Uint8Array
  private readonly names: Names
  private readonly limits: Limits

  constructor(names: Names, limits: Limits) {
    this.names = names
    this.limits = limits
    this.attributeIds = new Int32Array(limits.attributesMax)
    this.starts = new Int32Array(limits.attributesMax)
    this.ends = new Int32Array(limits.attributesMax)
    this.plain = new Uint8Array(limits.attributesMax)
  }

  /** Behind the tag that begins at `p`, or -1 where it is not all there. */
  scan(buf: Uint8Array, p: number, end: number, base: number): number {
    let q = p + 1
    let hash = 0
    for (; NAME_BYTE[buf[q]!] === 1; q++) hash = (Math.imul(hash, 31) + buf[q]!) | 0
    if (q >= end) return -1
    if (q === p + 1) throw new XmlFault('"<" without a name: write &lt;', base + p)
    this.nameId = this.names.find(buf, p + 1, q, hash, base + p)
    this.count = 0
    for (;;) {
      const spaced = isBlank(buf[q]!)
      if (spaced)
        do q++
        while (isBlank(buf[q]!))
      const c = buf[q]!
      if (c === GREATER) {
        this.empty = false
        return q + 1
      }
      if (c === SLASH) {
        if (q + 1 >= end) return -1
        if (buf[q + 1] !== GREATER) throw new XmlFault('"/" in a tag without ">"', base + q)
        this.empty = true
        return q + 2
      }
      if (q >= end) return -1
      if (!spaced) throw new XmlFault('a blank, "/>" or ">" was expected in the tag', base + q)
      q = this.attribute(buf, q, end, base)
      if (q < 0) return -1
    }
  }

  private attribute(buf: Uint8Array, p: number, end: number, base: number): number {
    let q = p
    let hash = 0
    for (; NAME_BYTE[buf[q]!] === 1; q++) hash = (Math.imul(hash, 31) + buf[q]!) | 0
    const nameEnd = q
    while (isBlank(buf[q]!)) q++
    if (q >= end) return -1
    if (q === p || buf[q] !== EQUALS) throw new XmlFault('an attribute without "="', base + p)
    q++
    while (isBlank(buf[q]!)) q++
    if (q >= end) return -1
    const quote = buf[q]!
    if (quote !== 0x22 && quote !== 0x27) throw new XmlFault('an attribute value without quotes', base + q)
    const id = this.names.find(buf, p, nameEnd, hash, base + p)
    const index = this.count
    for (let i = 0; i < index; i++)
      if (this.attributeIds[i] === id)
        throw new XmlFault(`attribute ${this.names.text(id)} twice in one tag`, base + p)
    if (index >= this.limits.attributesMax)
      throw new XmlFault(`more than ${this.limits.attributesMax} attributes`, base + p)
    this.attributeIds[index] = id
    this.starts[index] = base + q + 1
    this.plain[index] = 1
    const close = this.value(buf, q + 1, end, base, quote)
    if (close < 0) return -1
    this.ends[index] = base + close
    this.count = index + 1
    return close + 1
  }

  /** Where the value's closing quote stands. */
  private value(buf: Uint8Array, from: number, end: number, base: number, quote: number): number {
    let q = from
    for (;;) {
      let kind = VALUE_CLASS[buf[q]!]!
      while (kind < SPECIAL) {
        if (kind === BLANK && buf[q] !== SPACE) this.plain[this.count] = 0
        kind = VALUE_CLASS[buf[++q]!]!
      }
      if (q >= end) return -1
      if (kind === QUOTE) {
        if (buf[q] === quote) return q
        q++
      } else if (kind === LESS) throw new XmlFault('"<" in an attribute value: write &lt;', base + q)
      else if (kind === ILLEGAL) throw new XmlFault(`control character ${buf[q]!} in a value`, base + q)
      else {
        if (kind === AMPERSAND) this.plain[this.count] = 0
        const next = kind === HIGH ? high(buf, q, end, base) : referenceEnd(buf, q, end, base + q)
        if (next < 0) return -1
        q = next
      }
    }
  }
}

function high(buf: Uint8Array, q: number, end: number, base: number): number {
  const length = sequenceLength(buf, q, end)
  if (length === 0) throw new XmlFault('bytes that are not UTF-8', base + q)
  return length < 0 ? -1 : q + length
}
