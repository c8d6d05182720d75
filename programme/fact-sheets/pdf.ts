import { createRequire } from 'node:module'
// Its declared types know the class as the default export alone.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit'
import { amountLine, type Sheet } from './compose.ts'
import { localeOf, say } from './language.ts'

const load = createRequire(import.meta.url)
/** Embedded, as PDF/UA asks (ISO 14289-1, 7.21.4.1): the reader's machine need not have them. */
const PLAIN = load.resolve('@fontsource/inter/files/inter-latin-400-normal.woff')
const BOLD = load.resolve('@fontsource/inter/files/inter-latin-700-normal.woff')
const MARGIN = 40
const INK = '#14202b'
const QUIET = '#3c4a56'
const TEAL = '#0b5d73'
const BODY_PT = 8.9
const PAGES = 2

type Role = 'H1' | 'H2' | 'H3' | 'P' | 'Caption' | 'Figure'

/** The sheet as a tagged PDF of two pages. Throws where it does not fit: a sheet that is cut says something else. */
export function pdfOf(sheet: Sheet, made: Date): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    tagged: true,
    displayTitle: true,
    lang: localeOf(sheet.language),
    pdfVersion: '1.7',
    font: PLAIN,
    bufferPages: true,
    info: { Title: `${sheet.title}: ${sheet.place}`, CreationDate: made, ModDate: made },
  })
  const chunks: Buffer[] = []
  const done = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
  const drawing = new Drawing(document)
  draw(drawing, sheet)
  const pages = document.bufferedPageRange().count
  if (pages !== PAGES) throw new Error(`the sheet takes ${pages} pages, not ${PAGES}`)
  for (let n = 0; n < pages; n++) {
    document.switchToPage(n)
    const text = say(sheet.language, 'page', { n: String(n + 1), of: String(pages) })
    // Page furniture is an artifact: a reader does not hear it between two sentences.
    document.markContent('Artifact', { type: 'Pagination' })
    document
      .font(PLAIN)
      .fontSize(7)
      .fillColor(QUIET)
      .text(text, MARGIN, document.page.height - 26, { lineBreak: false, height: 10 })
    document.endMarkedContent()
  }
  drawing.end()
  document.end()
  return done
}

/** Text under a tag; every piece is one structure element of the document. */
class Drawing {
  readonly document: PDFKit.PDFDocument
  private readonly root: PDFKit.PDFStructureElement

  constructor(document: PDFKit.PDFDocument) {
    this.document = document
    this.root = document.struct('Document')
    document.addStructure(this.root)
  }

  say(
    role: Role,
    text: string,
    style: { size?: number; bold?: boolean; color?: string; indent?: number; gap?: number } = {},
  ): void {
    if (text === '') return
    const { size = BODY_PT, bold = false, color = INK, indent = 0, gap = 1.5 } = style
    const { document } = this
    this.root.add(
      document.struct(role, {}, [
        () => {
          document
            .font(bold ? BOLD : PLAIN)
            .fontSize(size)
            .fillColor(color)
            .text(printableText(text), MARGIN + indent, document.y, {
              width: document.page.width - 2 * MARGIN - indent,
              paragraphGap: gap,
              lineGap: 0.4,
            })
        },
      ]),
    )
  }

  figure(alt: string, draw: () => void): void {
    this.root.add(this.document.struct('Figure', { alt }, [draw]))
  }

  end(): void {
    this.root.end()
  }
}

function draw(drawing: Drawing, sheet: Sheet): void {
  const { language } = sheet
  const heading = (text: string): void => {
    drawing.document.y += 3
    drawing.say('H2', text, { size: 11, bold: true, color: TEAL })
  }
  drawing.say('P', sheet.title, { size: 10, color: QUIET })
  drawing.say('H1', sheet.place, { size: 20, bold: true })
  drawing.say('P', [sheet.edition, sheet.draft].filter(Boolean).join(' · '), { color: QUIET })
  for (const section of sheet.sections) {
    if (section.id === 'areas') {
      amounts(drawing, sheet, heading)
      drawing.document.addPage()
    }
    if (section.heading !== '') heading(section.heading)
    const list = section.id === 'goals' || section.id === 'priorities' || section.id === 'benefits'
    for (const item of section.items) {
      drawing.say('H3', item.heading ?? '', { size: 9.2, bold: true })
      drawing.say('P', `${list ? '• ' : ''}${item.text} [${sheet.statementSource}]`, { indent: list ? 6 : 0 })
      drawing.say('P', amountLine(item, language) ?? '', { color: QUIET, indent: list ? 14 : 6, gap: 3 })
    }
  }
  heading(say(language, 'sources'))
  sheet.sources.forEach((source, n) =>
    drawing.say('P', `[${n + 1}] ${source}`, { size: 6.6, color: QUIET, gap: 0 }),
  )
}

function amounts(drawing: Drawing, sheet: Sheet, heading: (text: string) => void): void {
  heading(say(sheet.language, 'amounts'))
  drawing.say('P', say(sheet.language, 'never'), { color: QUIET })
  if (sheet.totals.length === 0) drawing.say('P', say(sheet.language, 'notPublished'))
  for (const amount of sheet.totals) drawing.say('P', `• ${amount.text} [${amount.source}]`, { indent: 6 })
  if (sheet.bars.length === 0) return
  drawing.document.y += 4
  drawing.say('Caption', say(sheet.language, 'chart'), { bold: true })
  const rows = sheet.bars.map((bar) => ({
    label: say(sheet.language, 'year', { from: String(bar.year) }),
    value: bar.millions,
    text: `${bar.text} [${bar.source}]`,
  }))
  const most = Math.max(...rows.map((row) => row.value))
  const alt = `${say(sheet.language, 'chart')}: ${rows.map((row) => `${row.label} ${row.text}`).join('; ')}`
  drawing.figure(alt, () => {
    const { document } = drawing
    for (const row of rows) {
      const y = document.y
      document.font(PLAIN).fontSize(7.6).fillColor(INK)
      document.text(printableText(row.label), MARGIN, y, { width: 70, lineBreak: false })
      document.rect(MARGIN + 74, y, (row.value / most) * 300, 7).fill(TEAL)
      document.fillColor(INK).text(row.text, MARGIN + 80 + (row.value / most) * 300, y, { lineBreak: false })
      document.y = y + 12
    }
    document.x = MARGIN
  })
}

/** The embedded fonts hold Latin; a character outside it would print as an empty box. */
function printableText(text: string): string {
  const odd = /[^\x20-\x7e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]/u.exec(text)
  if (odd !== null) throw new Error(`the character ${odd[0]} cannot be printed`)
  return text
}
