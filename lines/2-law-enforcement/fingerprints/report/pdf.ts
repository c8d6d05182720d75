// Its declared types know the class as the default export alone.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit'
import type { Drawn, DrawnMark, ReportLine } from './compose.ts'

/** A print with what one examiner set on it. */
export interface Plate {
  readonly caption: string
  readonly png: Buffer
  readonly width: number
  readonly height: number
  readonly drawn: Drawn
}

/** A page of two prints side by side. */
export interface PlatePage {
  readonly heading: string
  readonly note: string
  readonly plates: readonly Plate[]
}

export interface Report {
  readonly title: string
  readonly lines: readonly ReportLine[]
  readonly pages: readonly PlatePage[]
  /** Stands at the foot of every page. */
  readonly foot: string
  readonly language: string
}

const MARGIN = 48
const INK = '#14202b'
const QUIET = '#3c4a56'
/** Set in the locked analysis, and after the exemplar was open: told apart by shape too, for a copy without colour. */
const FIRST = '#0b5d73'
const LATER = '#b3440b'
const PLATE_GAP = 16
const PLATE_HEIGHT = 430
const ARM_PT = 12

/** A tagged PDF; text of records is printed as it stands, signs the font has not are written by their code point. */
export function pdfOf(report: Report, made: Date): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    tagged: true,
    displayTitle: true,
    lang: report.language,
    pdfVersion: '1.7',
    bufferPages: true,
    info: { Title: report.title, CreationDate: made, ModDate: made },
  })
  const pieces: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece))
    document.on('end', () => resolve(Buffer.concat(pieces)))
    document.on('error', reject)
  })
  const root = document.struct('Document')
  document.addStructure(root)
  const add = (role: string, draw: () => void, alt?: string): void => {
    root.add(document.struct(role, alt === undefined ? {} : { alt }, [draw]))
  }
  add('H1', () => text(document, report.title, { size: 17, bold: true }))
  for (const line of report.lines) drawLine(document, line, add)
  for (const page of report.pages) drawPage(document, page, add)
  feet(document, report.foot)
  root.end()
  document.end()
  return done
}

type Add = (role: string, draw: () => void, alt?: string) => void

function text(
  document: PDFKit.PDFDocument,
  words: string,
  { size = 9.5, bold = false, color = INK }: { size?: number; bold?: boolean; color?: string },
): void {
  document
    .font(bold ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(size)
    .fillColor(color)
    .text(printable(words), MARGIN, document.y, { width: document.page.width - 2 * MARGIN, paragraphGap: 2 })
}

function drawLine(document: PDFKit.PDFDocument, line: ReportLine, add: Add): void {
  if ('heading' in line) {
    document.y += 7
    add('H2', () => text(document, line.heading, { size: 11.5, bold: true, color: FIRST }))
  } else if ('text' in line) add('P', () => text(document, line.text, { color: QUIET }))
  else add('P', () => text(document, `${line.term}: ${line.value}`, {}))
}

function drawPage(document: PDFKit.PDFDocument, page: PlatePage, add: Add): void {
  document.addPage()
  add('H2', () => text(document, page.heading, { size: 11.5, bold: true, color: FIRST }))
  add('P', () => text(document, page.note, { color: QUIET }))
  const top = document.y + 8
  const room = (document.page.width - 2 * MARGIN - PLATE_GAP * (page.plates.length - 1)) / page.plates.length
  page.plates.forEach((plate, i) => {
    const left = MARGIN + i * (room + PLATE_GAP)
    const scale = Math.min(room / plate.width, PLATE_HEIGHT / plate.height)
    add('Figure', () => drawPlate(document, plate, left, top, scale), plate.caption)
    add('Caption', () => {
      document.y = top + plate.height * scale + 6
      document.font('Helvetica').fontSize(8.5).fillColor(INK)
      document.text(printable(plate.caption), left, document.y, { width: room })
    })
  })
}

function drawPlate(
  document: PDFKit.PDFDocument,
  plate: Plate,
  left: number,
  top: number,
  scale: number,
): void {
  document.image(plate.png, left, top, { width: plate.width * scale, height: plate.height * scale })
  const at = (x: number, y: number): [number, number] => [left + x * scale, top + y * scale]
  for (const mark of plate.drawn.marks) drawMark(document, mark, at(mark.x, mark.y))
  plate.drawn.pairs.forEach((point, i) => {
    const [x, y] = at(point.x, point.y)
    document.rect(x + 3, y - 11, i < 9 ? 8 : 13, 10).fill('#ffffff')
    document.font('Helvetica-Bold').fontSize(8).fillColor(INK)
    document.text(String(i + 1), x + 4.5, y - 9.5, { lineBreak: false })
  })
}

function drawMark(document: PDFKit.PDFDocument, { angle, later }: DrawnMark, [x, y]: [number, number]): void {
  const colour = later ? LATER : FIRST
  document.lineWidth(1).strokeColor(colour)
  if (later) document.rect(x - 3, y - 3, 6, 6).stroke()
  else document.circle(x, y, 3.2).stroke()
  document
    .moveTo(x, y)
    .lineTo(x + ARM_PT * Math.cos(angle), y + ARM_PT * Math.sin(angle))
    .stroke()
}

function feet(document: PDFKit.PDFDocument, foot: string): void {
  const { count } = document.bufferedPageRange()
  for (let n = 0; n < count; n++) {
    document.switchToPage(n)
    // Page furniture is an artifact: a reader does not hear it between two sentences.
    document.markContent('Artifact', { type: 'Pagination' })
    document.font('Helvetica').fontSize(7.5).fillColor(QUIET)
    document.text(printable(`${foot} · ${n + 1}/${count}`), MARGIN, document.page.height - 30, {
      lineBreak: false,
      height: 10,
    })
    document.endMarkedContent()
  }
}

/** The standard fonts know WinAnsi. */
function printable(words: string): string {
  return words.replaceAll(
    /[^\n\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]/gu,
    (sign) => `<U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}
