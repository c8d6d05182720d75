import type { ReactNode } from 'react'
import css from './plain-table.module.css'

/** A short table: lines between rows, nothing around it. */
export function Plain({
  caption,
  head,
  rows,
}: {
  caption: string
  head: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[]; tone?: 'warning' | 'critical' }[]
}): ReactNode {
  return (
    <div className={css['scroll']}>
      <table className={css['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-tone={row.tone}>
              {row.cells.map((cell, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- cells are the head's columns
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
