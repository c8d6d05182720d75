import { PathLink } from '@basinet/console/parts/path-link.tsx'
import type { ReactNode } from 'react'
import type { Sheet } from '../contract.ts'
import { useWords } from './words.ts'
import css from './fact-sheets.module.css'

/** What the sheet tells of results: each figure leads to its public record, and a period of the region to those of its nations. */
export function Results({ charts }: { charts: Sheet['results'] }): ReactNode {
  const w = useWords()
  return (
    <div>
      <h3>{w('field.results')}</h3>
      {charts.length === 0 && <p className="muted">{w('fact-sheets.no-results')}</p>}
      <div className={css['charts']}>
        {charts.map((chart) => (
          <Chart key={chart.code} chart={chart} />
        ))}
      </div>
    </div>
  )
}

function Chart({ chart }: { chart: Sheet['results'][number] }): ReactNode {
  const most = Math.max(0, ...chart.points.map((point) => point.value ?? 0))
  const link = (record: string, text: string): ReactNode => (
    <PathLink key={record} to={`/programme/results/published-result/${record}`}>
      {text}
    </PathLink>
  )
  return (
    <table className={css['chart']}>
      <caption>
        {chart.title} <span className="muted small">{chart.unit}</span>
      </caption>
      <tbody>
        {chart.points.map(({ period, value, text, records }) => (
          <tr key={period}>
            <th scope="row">{period}</th>
            <td>
              <span
                className={css['length']}
                style={{ inlineSize: `${most === 0 ? 0 : ((value ?? 0) / most) * 40}%` }}
              />
              {records.length === 1 ? link(records[0] ?? '', text) : text}
              {records.length > 1 && records.map((record, n) => link(record, `[${n + 1}]`))}
            </td>
          </tr>
        ))}
      </tbody>
      {chart.note !== '' && (
        <tfoot>
          <tr>
            <td colSpan={2} className="muted small">
              {chart.note}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
