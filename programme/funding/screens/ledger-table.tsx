import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { nameOf } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useState, type ReactNode } from 'react'
import type { FundingTable, ShownEntry, ShownGroup } from '../contract.ts'
import { useAmount, useHedge } from './amount-text.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

const keyOf = (row: ShownGroup): string =>
  [row.basis, row.span, row.currency, row.nation, row.area, row.account, row.yearFrom, row.yearUntil].join()

/** Rows that may be read together; a click on a figure shows the entries it stands on, a second opens the document. */
export function LedgerTable({ table }: { table: FundingTable }): ReactNode {
  const w = useWords()
  const [open, setOpen] = useState<string | null>(null)
  return (
    <section>
      <p className="muted small">{w('funding.lines', { count: table.lines })}</p>
      <div className={css['scroll']}>
        <table className={css['table']}>
          <caption className="visually-hidden">{w('funding.view.table')}</caption>
          <thead>
            <tr>
              {(['basis', 'yearFrom', 'nation', 'area', 'account'] as const).map((field) => (
                <th key={field} scope="col">
                  {field === 'yearFrom' ? w('funding.years') : w(`record.ledger-entry.field.${field}`)}
                </th>
              ))}
              <th scope="col" data-right>
                {w('record.ledger-entry.field.amount')}
              </th>
              <th scope="col">{w('funding.standing')}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <Row
                key={keyOf(row)}
                row={row}
                open={open === keyOf(row)}
                toggle={() => setOpen(open === keyOf(row) ? null : keyOf(row))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {table.more > 0 && <p>{w('funding.more', { count: table.more })}</p>}
    </section>
  )
}

function Row({ row, open, toggle }: { row: ShownGroup; open: boolean; toggle: () => void }): ReactNode {
  const w = useWords()
  const amount = useAmount()
  const value = (field: string, of: string): string => nameOf(`record.ledger-entry.value.${field}.${of}`, of)
  const years =
    row.yearFrom === null
      ? '–'
      : row.yearFrom === row.yearUntil
        ? `FY${row.yearFrom}`
        : `FY${row.yearFrom}–${row.yearUntil === null ? '' : `FY${row.yearUntil}`}`
  const figure = row.sum ?? (Number(row.low) === Number(row.high) ? row.low : null)
  return (
    <Fragment>
      <tr data-tone={row.conflict ? 'warning' : undefined}>
        <th scope="row">
          {value('basis', row.basis)}
          <span className="muted small"> {value('span', row.span)}</span>
        </th>
        <td>{years}</td>
        <td>{row.nation ?? w('funding.region')}</td>
        <td>{row.area === null ? '–' : value('area', row.area)}</td>
        <td>{value('account', row.account)}</td>
        <td data-right>
          <button type="button" className={css['figure-button']} aria-expanded={open} onClick={toggle}>
            {figure === null
              ? `${amount(row.low, row.currency)} – ${amount(row.high)}`
              : amount(figure, row.currency)}
          </button>
        </td>
        <td>
          {row.why === null ? (
            w('funding.entries', { count: row.count })
          ) : (
            <StatusMark status={row.conflict ? 'warning' : 'info'}>{w(`funding.why.${row.why}`)}</StatusMark>
          )}
        </td>
      </tr>
      {(open || row.conflict) && (
        <tr className={css['inner']}>
          <td colSpan={7}>
            {row.entries.length > 0 ? <Entries entries={row.entries} /> : <AskedEntries row={row} />}
          </td>
        </tr>
      )}
    </Fragment>
  )
}

function AskedEntries({ row }: { row: ShownGroup }): ReactNode {
  const asked = {
    basis: row.basis,
    span: row.span,
    currency: row.currency,
    nation: row.nation ?? '-',
    area: row.area ?? '-',
    account: row.account,
    yearFrom: row.yearFrom,
    yearUntil: row.yearUntil,
  }
  const query = useQuery({
    queryKey: [...keys.lists('ledger-entry'), 'entries', asked],
    queryFn: ({ signal }) => apiGet<{ items: ShownEntry[] }>('/funding/entries', asked, signal),
  })
  return (
    <QueryView query={query} rows={3}>
      {({ items }) => <Entries entries={items} />}
    </QueryView>
  )
}

/** Entries side by side, each with the document it stands in. */
function Entries({ entries }: { entries: readonly ShownEntry[] }): ReactNode {
  const w = useWords()
  const amount = useAmount()
  const hedge = useHedge()
  return (
    <ul className={css['entries']}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <PathLink to={`/programme/funding/ledger-entry/${entry.id}`}>
            {amount(entry.amount, entry.currency)}
          </PathLink>
          <span className="muted small">{hedge(entry)}</span>
          {entry.source.quote !== null && <q>{entry.source.quote}</q>}
          {entry.source.record === null ? (
            <span>{entry.source.document}</span>
          ) : (
            <PathLink to={`/programme/funding/source-document/${entry.source.record}`}>
              {entry.source.document}
              {entry.source.page !== null && `, ${w('funding.page', { page: entry.source.page })}`}
            </PathLink>
          )}
        </li>
      ))}
    </ul>
  )
}
