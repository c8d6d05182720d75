import { XmlFault } from './fault.ts'

/** Name of XML 1.0 (5th edition) 2.3 with at most one colon inside (Namespaces in XML 1.0, 3 QName). */
const START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const NCNAME = `[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*`
const QNAME = new RegExp(`^${NCNAME}(?::${NCNAME})?$`, 'u')

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Names as small numbers: bytes are compared, so that no string is made for a name seen before. */
export class Names {
  private readonly texts: string[]
  private bytes: Uint8Array
  private used: number
  private readonly starts: number[]
  private readonly lengths: number[]
  private slots: Int32Array
  private readonly most: number

  /** Begins with the names of `base`, under their numbers; `base` stays as it is. */
  constructor(most: number, base: Names | null = null) {
    this.most = most
    this.texts = base === null ? [] : [...base.texts]
    this.bytes = base === null ? new Uint8Array(1 << 12) : base.bytes.slice()
    this.used = base === null ? 0 : base.used
    this.starts = base === null ? [] : [...base.starts]
    this.lengths = base === null ? [] : [...base.lengths]
    this.slots = base === null ? new Int32Array(1 << 10).fill(-1) : base.slots.slice()
  }

  get size(): number {
    return this.texts.length
  }

  text(id: number): string {
    return this.texts[id] ?? ''
  }

  /** Length of name `id` where its bytes stand at `p`, else 0. */
  lengthAt(id: number, buf: Uint8Array, p: number): number {
    const start = this.starts[id]!
    const length = this.lengths[id]!
    for (let i = 0; i < length; i++) if (this.bytes[start + i] !== buf[p + i]) return 0
    return length
  }

  idOf(name: string): number {
    const bytes = new TextEncoder().encode(name)
    let hash = 0
    for (const byte of bytes) hash = (Math.imul(hash, 31) + byte) | 0
    return this.find(bytes, 0, bytes.length, hash, 0)
  }

  /** Number of the name at `from`; `hash` as the reader computed it (31-fold, 32 bits). Throws XmlFault where it is none. */
  find(buf: Uint8Array, from: number, to: number, hash: number, offset: number): number {
    const mask = this.slots.length - 1
    const length = to - from
    for (let at = (hash ^ (hash >>> 12)) & mask; ; at = (at + 1) & mask) {
      const id = this.slots[at]!
      if (id < 0) return this.add(buf, from, to, at, offset)
      if (this.lengths[id] !== length) continue
      const start = this.starts[id]!
      let i = 0
      while (i < length && this.bytes[start + i] === buf[from + i]) i++
      if (i === length) return id
    }
  }

  private add(buf: Uint8Array, from: number, to: number, slot: number, offset: number): number {
    if (this.texts.length >= this.most) throw new XmlFault(`more than ${this.most} different names`, offset)
    let text: string
    try {
      text = decoder.decode(buf.subarray(from, to))
    } catch {
      throw new XmlFault('bytes that are not UTF-8 in a name', offset)
    }
    if (!QNAME.test(text)) throw new XmlFault(`"${text.slice(0, 60)}" is no XML name`, offset)
    const length = to - from
    while (this.used + length > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes.set(buf.subarray(from, to), this.used)
    this.starts.push(this.used)
    this.lengths.push(length)
    this.used += length
    const id = this.texts.push(text) - 1
    this.slots[slot] = id
    if (this.texts.length * 2 > this.slots.length) this.grow()
    return id
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let id = 0; id < this.texts.length; id++) {
      let hash = 0
      const start = this.starts[id]!
      for (let i = 0; i < this.lengths[id]!; i++) hash = (Math.imul(hash, 31) + this.bytes[start + i]!) | 0
      let at = (hash ^ (hash >>> 12)) & mask
      while (slots[at]! >= 0) at = (at + 1) & mask
      slots[at] = id
    }
    this.slots = slots
  }
}
