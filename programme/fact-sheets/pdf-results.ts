import type { Sheet } from './compose.ts'
import { BOLD, INK, MARGIN, PLAIN, printableText, QUIET, TEAL, type Drawing } from './drawing.ts'
import { say } from './language.ts'
import type { ResultChart } from './results.ts'

const COLUMNS = 3
const GUTTER_PT = 16
const BAR_PT = 10
/** A chart's newest periods; the web page shows them all. */
const BARS = 4
const HEIGHT_PT = 80
/** Two lines of a title, or of what stands below the bars. */
const LINES_PT = 18
/** Charts that a sheet of two pages has room for at most. */
export const CHARTS_MAX = 6

/** The charts a sheet prints and how many more the web page has. */
export function drawResults(
  drawing: Drawing,
  sheet: Sheet,
  charts: readonly ResultChart[],
  heading: (text: string) => void,
): void {
  const { language, results } = sheet
  heading(say(language, 'results'))
  if (results.length === 0) {
    drawing.say('P', say(language, 'noResults'), { color: QUIET })
    return
  }
  const { document } = drawing
  const width = (document.page.width - 2 * MARGIN - (COLUMNS - 1) * GUTTER_PT) / COLUMNS
  charts.forEach((chart, n) => {
    const column = n % COLUMNS
    const top = document.y
    drawChart(drawing, chart, { x: MARGIN + column * (width + GUTTER_PT), y: top, width, height: HEIGHT_PT })
    // The next row begins below; a chart beside keeps the row's height.
    document.y = column === COLUMNS - 1 || n === charts.length - 1 ? top + HEIGHT_PT + 4 : top
  })
  document.x = MARGIN
  const more = results.length - charts.length
  if (more > 0)
    drawing.say('P', say(language, 'moreResults', { n: String(more) }), { color: QUIET, size: 7.6 })
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function drawChart(drawing: Drawing, chart: ResultChart, box: Box): void {
  const points = chart.points.slice(-BARS)
  const read = points.map((p) => `${p.period}: ${p.text} [${p.source}]`)
  const alt = [`${chart.title} (${chart.unit})`, ...read, chart.note].filter(Boolean).join('; ')
  const most = Math.max(0, ...points.map((p) => p.value ?? 0))
  drawing.figure(alt, box, () => {
    const { document } = drawing
    const lines = (text: string, y: number, font: string, size: number, color: string): void => {
      document.font(font).fontSize(size).fillColor(color)
      document.text(printableText(text), box.x, y, { width: box.width, height: LINES_PT, ellipsis: '…' })
    }
    lines(chart.title, box.y, BOLD, 7, INK)
    let y = box.y + LINES_PT + 1
    const left = box.x + 34
    for (const { period, value, text, source } of points) {
      document.font(PLAIN).fontSize(6.6).fillColor(INK)
      document.text(period, box.x, y, { lineBreak: false })
      const length = most === 0 ? 0 : ((value ?? 0) / most) * (box.width - 34) * 0.36
      if (length > 0) document.rect(left, y + 0.5, length, 6).fill(TEAL)
      document
        .fillColor(INK)
        .text(printableText(`${text} [${source}]`), left + length + 3, y, { lineBreak: false })
      y += BAR_PT
    }
    lines([chart.unit, chart.note].filter(Boolean).join(' · '), y + 1, PLAIN, 6.2, QUIET)
  })
}
