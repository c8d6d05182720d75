import {
  AMPERSAND,
  BLANK,
  BRACKET,
  HIGH,
  ILLEGAL,
  LESS,
  sequenceLength,
  SPECIAL,
  TEXT_CLASS,
} from './characters.ts'
import { XmlFault } from './fault.ts'
import { DOCUMENT_BYTES_MAX, type Limits } from './limits.ts'
import type { Names } from './names.ts'
import { referenceEnd } from './references.ts'
import { TagScanner } from './tag.ts'
import { endOfMarkup } from './markup.ts'

/** What is told of a document; offsets are bytes of the document. */
export interface Sink {
  /** The element whose tag `reader.tag` holds has begun. */
  open(nameId: number, tagStart: number, tagEnd: number, empty: boolean): void
  /** The innermost element ends; its end tag begins at `tagStart` (for an empty element: where its tag ends). */
  close(tagStart: number, tagEnd: number): void
  /** Text that is not all blank, somewhere in the innermost element; may come in pieces. */
  characters(start: number): void
  /** First byte that is still needed, or Infinity. */
  keepFrom(): number
  /** Bytes before `offset` are about to be forgotten. */
  forget(offset: number): void
}

const CAPACITY_BYTES = 1 << 12
const SLASH = 0x2f
const GREATER = 0x3e

/**
 * Streaming XML 1.0 reader over UTF-8 bytes: well-formedness and Namespaces 1.0 in one pass, nothing resolved from
 * outside, no document type (so no entities to expand), every length bounded. Throws XmlFault at the first fault.
 */
export class Reader {
  readonly tag: TagScanner
  buf = new Uint8Array(CAPACITY_BYTES)
  /** Document offset of `buf[0]`. */
  base = 0
  private end = 0
  private pos = 0
  private retryAt = 0
  private readonly open: Int32Array
  private depth = 0
  private rootSeen = false
  private finished = false
  private readonly names: Names
  private readonly limits: Limits
  private readonly sink: Sink

  constructor(names: Names, limits: Limits, sink: Sink) {
    this.names = names
    this.limits = limits
    this.sink = sink
    this.open = new Int32Array(limits.depthMax + 1)
    this.tag = new TagScanner(names, limits)
  }

  push(chunk: Uint8Array): void {
    this.append(chunk)
    if (this.end < this.retryAt) return
    this.scan()
  }

  finish(): void {
    this.finished = true
    this.scan()
    const at = this.base + this.pos
    if (this.depth > 0) {
      const name = this.names.text(this.open[this.depth]!)
      throw new XmlFault(`the document ends inside <${name}>`, at)
    }
    if (!this.rootSeen) throw new XmlFault('no element in the document', at)
  }

  private append(chunk: Uint8Array): void {
    const keep = Math.min(this.pos, this.sink.keepFrom() - this.base)
    const held = this.end - keep
    if (this.base + this.end + chunk.length > DOCUMENT_BYTES_MAX)
      throw new XmlFault('longer than 2 GiB', this.base + this.end)
    if (held > this.limits.unitBytesMax)
      throw new XmlFault(`more than ${this.limits.unitBytesMax} bytes in one piece`, this.base + keep)
    if (keep > 0) this.sink.forget(this.base + keep)
    // One byte more than is held: a zero stands behind the last, so that loops need no other bound.
    if (held + chunk.length + 1 > this.buf.length) {
      const larger = new Uint8Array(Math.max(this.buf.length * 2, held + chunk.length + 1))
      larger.set(this.buf.subarray(keep, this.end))
      this.buf = larger
    } else if (keep > 0) this.buf.copyWithin(0, keep, this.end)
    this.retryAt = Math.max(0, this.retryAt - keep)
    this.base += keep
    this.pos -= keep
    this.buf.set(chunk, held)
    this.end = held + chunk.length
    this.buf[this.end] = 0
  }

  /** Reads on as far as whole pieces of markup are there. */
  private scan(): void {
    const { buf, end } = this
    let p = this.pos
    while (p < end) {
      const next = buf[p] === 0x3c ? this.markup(p) : this.text(p)
      if (next < 0) {
        if (this.finished) throw new XmlFault('the document ends inside markup', this.base + p)
        // A long piece is looked at again only when an eighth more of it is there, so small chunks cost no square.
        this.retryAt = end + ((end - p) >> 3)
        break
      }
      p = next
    }
    this.pos = p
  }

  private markup(p: number): number {
    const second = this.buf[p + 1]!
    if (second === SLASH) return this.endTag(p)
    if (second === 0x21 || second === 0x3f) {
      const next = endOfMarkup(this.buf, p, this.end, this.base, this.depth > 0)
      if (next < 0) return -1
      if (second === 0x21 && this.buf[p + 2] === 0x5b) this.cdata(p, next)
      return next
    }
    return p + 1 >= this.end ? -1 : this.startTag(p)
  }

  private startTag(p: number): number {
    const { tag, base } = this
    const next = tag.scan(this.buf, p, this.end, base)
    if (next < 0) return -1
    if (this.depth === 0 && this.rootSeen) throw new XmlFault('a second root element', base + p)
    if (this.depth >= this.limits.depthMax)
      throw new XmlFault(`more than ${this.limits.depthMax} elements inside one another`, base + p)
    this.rootSeen = true
    const empty = tag.empty
    this.open[++this.depth] = tag.nameId
    this.sink.open(tag.nameId, base + p, base + next, empty)
    if (empty) {
      this.sink.close(base + next, base + next)
      this.depth--
    }
    return next
  }

  private endTag(p: number): number {
    const { buf, base } = this
    if (this.depth === 0) throw new XmlFault('an end tag without a start tag', base + p)
    const id = this.open[this.depth]!
    const length = this.names.lengthAt(id, buf, p + 2)
    if (length > 0 && buf[p + 2 + length] === GREATER) return this.closed(p, p + 3 + length)
    let q = p + 2
    while (q < this.end && buf[q] !== GREATER) q++
    if (q >= this.end) return -1
    const text = new TextDecoder().decode(buf.subarray(p + 2, Math.min(q, p + 82)))
    if (text.replace(/[\t\n\r ]+$/, '') !== this.names.text(id))
      throw new XmlFault(`</${text}> where </${this.names.text(id)}> was expected`, base + p)
    return this.closed(p, q + 1)
  }

  private closed(p: number, next: number): number {
    this.sink.close(this.base + p, this.base + next)
    this.depth--
    return next
  }

  private cdata(p: number, next: number): void {
    if (this.depth === 0) throw new XmlFault('text outside the root element', this.base + p)
    for (let q = p + 9; q < next - 3; q++)
      if (TEXT_CLASS[this.buf[q]!] !== BLANK) {
        this.sink.characters(this.base + q)
        return
      }
  }

  private text(from: number): number {
    const { buf, end } = this
    let p = from
    while (TEXT_CLASS[buf[p]!] === BLANK) p++
    if (buf[p] === 0x3c || p >= end) return p
    if (this.depth === 0)
      throw new XmlFault(
        this.rootSeen ? 'text after the root element' : 'text where "<" was expected: this is no XML',
        this.base + p,
      )
    const start = p
    for (;;) {
      while (TEXT_CLASS[buf[p]!]! < SPECIAL) p++
      if (p >= end) break
      const kind = TEXT_CLASS[buf[p]!]!
      if (kind === LESS) break
      const next = this.special(p, kind)
      if (next < 0) {
        if (this.finished) throw new XmlFault('the document ends inside text', this.base + p)
        break
      }
      p = next
    }
    if (p === start) return -1
    this.sink.characters(this.base + start)
    return p
  }

  /** Past the special byte at `p`, -1 where more is needed to tell. */
  private special(p: number, kind: number): number {
    const { buf, end, base } = this
    if (kind === HIGH) {
      const length = sequenceLength(buf, p, end)
      if (length === 0) throw new XmlFault('bytes that are not UTF-8', base + p)
      return length < 0 ? -1 : p + length
    }
    if (kind === AMPERSAND) return referenceEnd(buf, p, end, base + p)
    if (kind === BRACKET) {
      if (buf[p + 1] !== 0x5d) return p + 1 >= end && !this.finished ? -1 : p + 1
      if (p + 2 >= end) return this.finished ? p + 1 : -1
      if (buf[p + 2] === GREATER) throw new XmlFault('"]]>" in text: write ]]&gt;', base + p)
      return p + 1
    }
    if (kind === ILLEGAL) throw new XmlFault(`control character ${buf[p]!} in text`, base + p)
    throw new Error('BUG: an unknown class of byte')
  }
}
