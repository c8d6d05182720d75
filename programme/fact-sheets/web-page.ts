import { amountLine, type Bar, type Item, type Sheet } from './compose.ts'
import { say } from './language.ts'
import type { ResultChart } from './results.ts'

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * The sheet as a page that stands alone: no script, nothing loaded.
 * @param served by a node: each result leads to what was counted, for who may sign in there
 */
export function webPage(sheet: Sheet, served = false): string {
  const { language } = sheet
  const note = `<sup><a href="#source-${sheet.statementSource}">[${sheet.statementSource}]</a></sup>`
  const item = (i: Item): string => {
    const amount = amountLine(i, language)
    const linked = amount === null ? '' : `<p class="amount">${withLinks(escape(amount))}</p>`
    const heading = i.heading === null ? '' : `<h3>${escape(i.heading)}</h3>`
    return `${heading}<p>${escape(i.text)} ${note}</p>${linked}`
  }
  const sections = sheet.sections.map(({ id, heading, items }) => {
    const body = ['goals', 'priorities', 'benefits'].includes(id)
      ? `<ul>${items.map((i) => `<li>${item(i)}</li>`).join('')}</ul>`
      : items.map(item).join('\n')
    return `<section id="${id}">${heading === '' ? '' : `<h2>${escape(heading)}</h2>`}${body}</section>`
  })
  const totals = sheet.totals.map((a) => `<li>${withLinks(escape(`${a.text} [${a.source}]`))}</li>`).join('')
  const amounts = `<section id="amounts"><h2>${escape(say(language, 'amounts'))}</h2>
<p>${escape(say(language, 'never'))}</p>${totals === '' ? `<p>${escape(say(language, 'notPublished'))}</p>` : `<ul>${totals}</ul>`}${chart(sheet)}</section>`
  const at = sheet.sections.findIndex((s) => s.id === 'areas')
  const body = [...sections.slice(0, at), amounts, results(sheet, served), ...sections.slice(at)].join('\n')
  const sources = sheet.sources.map((s, n) => `<li id="source-${n + 1}">${escape(s)}</li>`).join('')
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(`${sheet.title}: ${sheet.place}`)}</title><style>${STYLE}</style></head><body>${sheet.mark === undefined ? '' : `<p class="mark">${escape(sheet.mark)}</p>`}<main>
<header><p>${escape(sheet.title)}</p><h1>${escape(sheet.place)}</h1><p>${escape(sheet.edition)}${sheet.draft === '' ? '' : ` · ${escape(sheet.draft)}`}</p></header>
${body}
<section id="sources"><h2>${escape(say(language, 'sources'))}</h2><ol>${sources}</ol></section>
</main></body></html>
`
}

const withLinks = (text: string): string =>
  text.replaceAll(/\[(\d+)\]/g, (_, n: string) => `<a href="#source-${n}">[${n}]</a>`)

/** A table that is a chart as well: the figures are read, not only seen. */
function chart(sheet: Sheet): string {
  if (sheet.bars.length === 0) return ''
  const most = Math.max(...sheet.bars.map((b) => b.millions))
  const row = ({ year, millions, text, source }: Bar): string => {
    const width = Math.round((millions / most) * 45)
    const label = say(sheet.language, 'year', { from: String(year) })
    return `<tr><th scope="row">${escape(label)}</th><td><span class="bar" style="width:${width}%"></span> ${withLinks(escape(`${text} [${source}]`))}</td></tr>`
  }
  return `<table><caption>${escape(say(sheet.language, 'chart'))}</caption><tbody>${sheet.bars.map(row).join('')}</tbody></table>`
}

/** What was achieved, a table a result that is a chart as well. */
function results({ language, results: charts }: Sheet, served: boolean): string {
  const table = ({ code, title, unit, points, note }: ResultChart): string => {
    const most = Math.max(0, ...points.map((p) => p.value ?? 0))
    const rows = points.map(({ period, value, text, source, records }) => {
      const width = most === 0 ? 0 : Math.round(((value ?? 0) / most) * 45)
      return `<tr><th scope="row">${escape(period)}</th><td><span class="bar" style="width:${width}%"></span> ${served ? figure(text, records, language) : escape(text)} ${withLinks(`[${source}]`)}</td></tr>`
    })
    const below = note === '' ? '' : `<p class="amount">${escape(note)}</p>`
    return `<table><caption>${escape(`${title} (${unit}), ${code}`)}</caption><tbody>${rows.join('')}</tbody></table>${below}`
  }
  const body =
    charts.length === 0
      ? `<p class="amount">${escape(say(language, 'noResults'))}</p>`
      : charts.map(table).join('')
  return `<section id="results"><h2>${escape(say(language, 'results'))}</h2>${body}</section>`
}

/** A figure as a link to what was counted; of several nations each by its number. */
function figure(text: string, records: readonly string[], language: Sheet['language']): string {
  const link = (record: string, words: string): string =>
    `<a href="/programme/results?behind=${encodeURIComponent(record)}" title="${escape(say(language, 'behind'))}">${escape(words)}</a>`
  const [only, another] = records
  if (only !== undefined && another === undefined) return link(only, text)
  return `${escape(text)} ${records.map((record, n) => link(record, `(${n + 1})`)).join(' ')}`
}

const STYLE = `html{scroll-padding-top:3rem}body{font:16px/1.5 system-ui,sans-serif;color:#14202b;background:#fff;margin:0}main{max-width:46rem;margin:0 auto;padding:1.5rem}
header{border-bottom:4px solid #0b5d73}header p{margin:0;color:#3c4a56}h1{margin:.1em 0;font-size:2rem}h2{font-size:1.15rem;color:#0b5d73;margin:1.4em 0 .3em}
h3{font-size:1rem;margin:.8em 0 0}p{margin:.2em 0}.amount{color:#3c4a56}table{width:100%;border-collapse:collapse;margin-top:1rem}caption{text-align:left;font-weight:600}
th{text-align:left;width:8.5rem;font-weight:400}.bar{display:inline-block;height:.8em;background:#0b5d73;vertical-align:middle}a{color:#0b5d73}
.mark{position:sticky;top:0;z-index:1;margin:0;padding:.4rem 1rem;background:#a3261c;color:#fff;font-weight:700;text-align:center}
@media print{main{max-width:none}.mark{position:fixed;left:0;right:0;print-color-adjust:exact;-webkit-print-color-adjust:exact}body:has(.mark) main{padding-top:3rem}}`
