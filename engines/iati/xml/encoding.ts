import { XmlFault } from './fault.ts'

/** Enough for a declaration; XML 1.0 2.8. */
const HEAD_BYTES = 1024
const DECLARATION =
  /^<\?xml[\t\n\r ]+version[\t\n\r ]*=[\t\n\r ]*(["'])1\.[0-9]+\1(?:[\t\n\r ]+encoding[\t\n\r ]*=[\t\n\r ]*(["'])([A-Za-z][A-Za-z0-9._-]*)\2)?(?:[\t\n\r ]+standalone[\t\n\r ]*=[\t\n\r ]*(["'])(?:yes|no)\4)?[\t\n\r ]*\?>/

/** Encodings by the label a declaration gives; others are refused by name. */
const LABELS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'iso-8859-1',
  'latin-1': 'iso-8859-1',
  'windows-1252': 'windows-1252',
}

/** Takes byte-order mark and XML declaration, and turns what is not UTF-8 into it (XML 1.0 4.3.3 and appendix F). */
export class Encoding {
  private head: Uint8Array | null = new Uint8Array(0)
  private recode: TextDecoder | null = null
  private readonly encoder = new TextEncoder()
  /** Bytes taken away in front: offsets begin behind them. */
  skipped = 0
  /** Line ends in what was taken away. */
  skippedLines = 0

  /** UTF-8 bytes of the document that `chunk` adds; empty until the beginning is known. */
  push(chunk: Uint8Array): Uint8Array {
    if (this.head === null) return this.convert(chunk)
    const joined = new Uint8Array(this.head.length + chunk.length)
    joined.set(this.head)
    joined.set(chunk, this.head.length)
    this.head = joined
    return joined.length < HEAD_BYTES ? new Uint8Array(0) : this.begin()
  }

  finish(): Uint8Array {
    if (this.head !== null) return this.begin()
    if (this.recode === null) return new Uint8Array(0)
    try {
      return this.encoder.encode(this.recode.decode())
    } catch {
      throw new XmlFault('the last character is cut off', this.skipped)
    }
  }

  private begin(): Uint8Array {
    const head = this.head ?? new Uint8Array(0)
    this.head = null
    const [a, b, c] = head
    if ((a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe))
      return this.declared(this.start(head.subarray(2), a === 0xfe ? 'utf-16be' : 'utf-16le'), true)
    const bom = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0
    this.skipped = bom
    return this.declared(head.subarray(bom), false)
  }

  private start(bytes: Uint8Array, label: string): Uint8Array {
    this.recode = new TextDecoder(label, { fatal: true, ignoreBOM: true })
    return this.convert(bytes)
  }

  /** Without its declaration, converted where that names another encoding. */
  private declared(bytes: Uint8Array, converted: boolean): Uint8Array {
    const text = new TextDecoder('iso-8859-1').decode(bytes.subarray(0, HEAD_BYTES))
    const found = DECLARATION.exec(text)
    if (found === null) {
      if (/^<\?xml[\t\n\r ]/i.test(text)) throw new XmlFault('the XML declaration is malformed', 0)
      return bytes
    }
    this.skipped += found[0].length
    this.skippedLines = (found[0].match(/\r\n|\r|\n/g) ?? []).length
    const rest = bytes.subarray(found[0].length)
    const label = LABELS[(found[3] ?? 'utf-8').toLowerCase()]
    if (converted) return rest
    if (label === undefined) throw new XmlFault(`encoding ${found[3] ?? ''} is not supported`, 0)
    return label === 'utf-8' ? rest : this.start(rest, label)
  }

  private convert(chunk: Uint8Array): Uint8Array {
    if (this.recode === null) return chunk
    try {
      return this.encoder.encode(this.recode.decode(chunk, { stream: true }))
    } catch {
      throw new XmlFault(`bytes that are not ${this.recode.encoding}`, this.skipped)
    }
  }
}
