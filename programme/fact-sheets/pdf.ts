// Its declared types know the class as the default export alone.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit'
import { amountLine, type Sheet } from './compose.ts'
import { BOLD, Drawing, INK, MARGIN, PLAIN, printableText, QUIET, RED, TEAL } from './drawing.ts'
import { say } from './language.ts'
import { CHARTS_MAX, drawResults } from './pdf-results.ts'

const PAGES = 2
/** What the library makes and its declared types do not know yet. */
const SUBSET: string = 'PDF/UA'

/**
 * The sheet as a tagged PDF of two pages (PDF/UA-1). It prints as many charts of results as there is room for and says how many
 * more the web page has. Throws RangeError where even without them it does not fit: a sheet that is cut says something else.
 */
export async function pdfOf(sheet: Sheet, made: Date): Promise<Uint8Array> {
  let pages = 0
  for (let charts = Math.min(CHARTS_MAX, sheet.results.length); charts >= 0; charts--) {
    const drawn = await drawAll(sheet, made, charts)
    if (drawn.pages === PAGES) return drawn.bytes
    pages = drawn.pages
  }
  throw new RangeError(`the sheet takes ${pages} pages, not ${PAGES}`)
}

async function drawAll(
  sheet: Sheet,
  made: Date,
  charts: number,
): Promise<{ readonly pages: number; readonly bytes: Uint8Array }> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    tagged: true,
    subset: SUBSET as PDFKit.Mixins.PDFSubsets,
    displayTitle: true,
    // A text in Kwéyòl is not spoken as English, whose numbers it borrows.
    lang: sheet.language,
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
  draw(drawing, sheet, charts)
  const pages = document.bufferedPageRange().count
  for (let n = 0; n < pages; n++) {
    document.switchToPage(n)
    const text = say(sheet.language, 'page', { n: String(n + 1), of: String(pages) })
    // Page furniture is an artifact: a reader does not hear it between two sentences.
    document.markContent('Artifact', { type: 'Pagination' })
    if (sheet.mark !== undefined) drawMark(document, sheet.mark)
    document
      .font(PLAIN)
      .fontSize(7)
      .fillColor(QUIET)
      .text(text, MARGIN, document.page.height - 26, { lineBreak: false, height: 10 })
    document.endMarkedContent()
  }
  drawing.end()
  document.end()
  return { pages, bytes: await done }
}

const MARK_PT = 20

/** A band over the whole page, which no copy of one page loses; read aloud it stands in the first page's words. */
function drawMark(document: PDFKit.PDFDocument, mark: string): void {
  document.rect(0, 8, document.page.width, MARK_PT).fill(RED)
  document
    .font(BOLD)
    .fontSize(10)
    .fillColor('#ffffff')
    .text(printableText(mark), 0, 8 + MARK_PT / 4, {
      width: document.page.width,
      align: 'center',
      lineBreak: false,
      height: MARK_PT,
    })
}

function draw(drawing: Drawing, sheet: Sheet, charts: number): void {
  const { language } = sheet
  const heading = (text: string): void => {
    drawing.document.y += 3
    drawing.say('H2', text, { size: 11, bold: true, color: TEAL })
  }
  const shown = sheet.results.slice(0, charts)
  drawing.say('P', sheet.title, { size: 10, color: QUIET })
  drawing.say('H1', sheet.place, { size: 20, bold: true })
  drawing.say('P', [sheet.edition, sheet.draft].filter(Boolean).join(' · '), { color: QUIET })
  for (const section of sheet.sections) {
    if (section.id === 'areas') {
      amounts(drawing, sheet, heading)
      drawResults(drawing, sheet, shown, heading)
      drawing.document.addPage()
    }
    if (section.heading !== '') heading(section.heading)
    const told = (text: string): string => `${text} [${sheet.statementSource}]`
    if (section.id === 'goals' || section.id === 'priorities' || section.id === 'benefits') {
      drawing.list(
        section.items.map((item) => [
          { text: told(item.text) },
          ...[amountLine(item, language) ?? []].flat().map((text) => ({ text, color: QUIET })),
        ]),
      )
      continue
    }
    for (const item of section.items) {
      drawing.say('H3', item.heading ?? '', { size: 9.2, bold: true })
      drawing.say('P', told(item.text))
      drawing.say('P', amountLine(item, language) ?? '', { color: QUIET, indent: 6, gap: 3 })
    }
  }
  heading(say(language, 'sources'))
  const left = unused(sheet, charts)
  sheet.sources.forEach((source, n) => {
    if (!left.has(n + 1)) drawing.say('P', `[${n + 1}] ${source}`, { size: 6.6, color: QUIET, gap: 0 })
  })
}

/** Sources that only charts on the web page stand on. */
function unused(sheet: Sheet, charts: number): ReadonlySet<number> {
  const of = (from: number, until?: number): number[] =>
    sheet.results.slice(from, until).flatMap((chart) => chart.points.map((point) => point.source))
  const printed = new Set(of(0, charts))
  return new Set(of(charts).filter((source) => !printed.has(source)))
}

function amounts(drawing: Drawing, sheet: Sheet, heading: (text: string) => void): void {
  heading(say(sheet.language, 'amounts'))
  drawing.say('P', say(sheet.language, 'never'), { color: QUIET })
  if (sheet.totals.length === 0) drawing.say('P', say(sheet.language, 'notPublished'))
  else drawing.list(sheet.totals.map((amount) => [{ text: `${amount.text} [${amount.source}]` }]))
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
  const { document } = drawing
  const box = { x: MARGIN, y: document.y, width: document.page.width - 2 * MARGIN, height: rows.length * 12 }
  drawing.figure(alt, box, () => {
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
