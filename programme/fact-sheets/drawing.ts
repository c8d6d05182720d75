import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)
/** Embedded, as PDF/UA asks (ISO 14289-1, 7.21.4.1): the reader's machine need not have them. */
export const PLAIN = load.resolve('@fontsource/inter/files/inter-latin-400-normal.woff')
export const BOLD = load.resolve('@fontsource/inter/files/inter-latin-700-normal.woff')
export const MARGIN = 40
export const INK = '#14202b'
export const QUIET = '#3c4a56'
export const TEAL = '#0b5d73'
export const RED = '#a3261c'
const BODY_PT = 8.9
const BULLET_PT = 8

type Role = 'H1' | 'H2' | 'H3' | 'P' | 'Caption'

interface Style {
  readonly size?: number
  readonly bold?: boolean
  readonly color?: string
  readonly indent?: number
  readonly gap?: number
}
export interface Line extends Style {
  readonly text: string
}

/** Text under a tag; every piece is one structure element of the document. */
export class Drawing {
  readonly document: PDFKit.PDFDocument
  private readonly root: PDFKit.PDFStructureElement

  constructor(document: PDFKit.PDFDocument) {
    this.document = document
    this.root = document.struct('Document')
    document.addStructure(this.root)
  }

  say(role: Role, text: string, style: Style = {}): void {
    if (text === '') return
    this.root.add(this.document.struct(role, {}, [() => this.write({ text, ...style })]))
  }

  /** A list with its labels and bodies (ISO 32000-1, 14.8.4.3.3); an item may have further lines. */
  list(items: readonly (readonly Line[])[], indent = 6): void {
    const { document } = this
    const list = document.struct('L')
    this.root.add(list)
    for (const lines of items) {
      const item = document.struct('LI')
      list.add(item)
      item.add(
        document.struct('Lbl', {}, [
          () => {
            const { y } = document
            this.write({ text: '•', indent, gap: 0 })
            document.y = y
          },
        ]),
      )
      const body = document.struct('LBody')
      item.add(body)
      for (const line of lines)
        body.add(
          document.struct('P', {}, [
            () => this.write({ ...line, indent: indent + BULLET_PT + (line.indent ?? 0) }),
          ]),
        )
      body.end()
      item.end()
    }
    list.end()
  }

  /** A picture with what it says in words, and where on the page it is (ISO 32000-1, 14.8.5.4.3). */
  figure(
    alt: string,
    box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
    draw: () => void,
  ): void {
    const bbox: [number, number, number, number] = [box.x, box.y, box.x + box.width, box.y + box.height]
    // Its declared types do not know the box.
    const options = { alt, bbox }
    this.root.add(this.document.struct('Figure', options, [draw]))
  }

  end(): void {
    this.root.end()
  }

  private write({ text, size = BODY_PT, bold = false, color = INK, indent = 0, gap = 1.5 }: Line): void {
    const { document } = this
    document
      .font(bold ? BOLD : PLAIN)
      .fontSize(size)
      .fillColor(color)
      .text(printableText(text), MARGIN + indent, document.y, {
        width: document.page.width - 2 * MARGIN - indent,
        paragraphGap: gap,
        lineGap: 0.4,
      })
  }
}

/** The embedded fonts hold Latin; a character outside it would print as an empty box. */
export function printableText(text: string): string {
  const odd = /[^\x20-\x7e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]/u.exec(text)
  if (odd !== null) throw new RangeError(`the character ${odd[0]} cannot be printed`)
  return text
}
