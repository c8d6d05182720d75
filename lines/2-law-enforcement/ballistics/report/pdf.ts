// Its declared types know the class as the default export alone.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit'
import type { ReportLine } from './compose.ts'

/** A picture of a surface as the engine saw it. */
export interface Plate {
  readonly caption: string
  readonly png: Buffer
  readonly width: number
  readonly height: number
}

export interface Report {
  readonly title: string
  readonly lines: readonly ReportLine[]
  readonly plates: readonly Plate[]
  readonly legend: string
  /** Stands at the foot of every page. */
  readonly foot: string
  readonly language: string
}

const MARGIN = 48
const [INK, QUIET, ACCENT] = ['#14202b', '#3c4a56', '#0b5d73']
const [GAP, PLATE_HEIGHT] = [16, 260]

type Add = (role: string, draw: () => void, alt?: string) => void

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
  const add: Add = (role, draw, alt) => {
    root.add(document.struct(role, alt === undefined ? {} : { alt }, [draw]))
  }
  add('H1', () => say(document, report.title, 17, INK, true))
  for (const line of report.lines) {
    if ('heading' in line) {
      document.y += 7
      add('H2', () => say(document, line.heading, 11.5, ACCENT, true))
    } else if ('text' in line) add('P', () => say(document, line.text, 9.5, QUIET, false))
    else add('P', () => say(document, `${line.term}: ${line.value}`, 9.5, INK, false))
  }
  drawPlates(document, report, add)
  feet(document, report.foot)
  root.end()
  document.end()
  return done
}

function say(document: PDFKit.PDFDocument, words: string, size: number, colour: string, bold: boolean): void {
  document
    .font(bold ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(size)
    .fillColor(colour)
    .text(printable(words), MARGIN, document.y, { width: document.page.width - 2 * MARGIN, paragraphGap: 2 })
}

function drawPlates(document: PDFKit.PDFDocument, { plates, legend }: Report, add: Add): void {
  if (plates.length === 0) return
  document.addPage()
  add('P', () => say(document, legend, 9.5, QUIET, false))
  const top = document.y + 8
  const room = (document.page.width - 2 * MARGIN - GAP * (plates.length - 1)) / plates.length
  for (const [i, { caption, png, width, height }] of plates.entries()) {
    const left = MARGIN + i * (room + GAP)
    const scale = Math.min(room / width, PLATE_HEIGHT / height)
    add(
      'Figure',
      () => {
        document.image(png, left, top, { width: width * scale, height: height * scale })
      },
      caption,
    )
    add('Caption', () => {
      document.font('Helvetica').fontSize(8.5).fillColor(INK)
      document.text(printable(caption), left, top + height * scale + 6, { width: room })
    })
  }
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
