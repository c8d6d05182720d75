import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InstrumentRow, ShownEntry } from '../contract.ts'
import { subtractDecimals } from '../contract.ts'
import { useAmount, useHedge } from './amount-text.ts'
import { isDecimal, type Payment } from './payment.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

/** What the ledger already says of the same money, beside the form; one item told otherwise is named a conflict. */
export function Beside({ payment }: { payment: Payment }): ReactNode {
  const w = useWords()
  const amount = useAmount()
  const hedge = useHedge()
  const known = /^(19|20)\d\d$/.test(payment.year) && /^[A-Z]{3}$/.test(payment.currency)
  const asked = {
    basis: payment.basis,
    span: 'single',
    currency: payment.currency,
    yearFrom: payment.year,
    yearUntil: payment.year,
    nation: payment.nation || '-',
    area: payment.area || '-',
    account: payment.account,
  }
  const { data } = useQuery({
    queryKey: [...keys.lists('ledger-entry'), 'beside', asked],
    queryFn: ({ signal }) => apiGet<{ items: ShownEntry[] }>('/funding/entries', asked, signal),
    enabled: known,
  })
  const items = data?.items ?? []
  const item = payment.item.trim()
  const conflicts = items.filter(
    (entry) =>
      item !== '' &&
      entry.item === item &&
      payment.amount !== '' &&
      Number(entry.amount) !== Number(payment.amount),
  )
  return (
    <aside className={css['beside']} aria-live="polite">
      <h2>{w('funding.beside')}</h2>
      <p className="muted small">{w('funding.beside-note')}</p>
      {conflicts.length > 0 && (
        <StatusMark status="warning">{w('funding.conflict', { count: conflicts.length })}</StatusMark>
      )}
      <Ceiling payment={payment} />
      {items.length === 0 ? (
        <p>{w('funding.beside-none')}</p>
      ) : (
        <ul className={css['entries']}>
          {items.map((entry) => (
            <li key={entry.id} data-tone={conflicts.includes(entry) ? 'warning' : undefined}>
              <PathLink to={`/programme/funding/ledger-entry/${entry.id}`}>
                {amount(entry.amount, entry.currency)}
              </PathLink>
              <span className="muted small">
                {entry.reference}
                {entry.item === null ? '' : `, ${entry.item}`} · {hedge(entry)}
              </span>
              <span>{entry.source.document}</span>
            </li>
          ))}
        </ul>
      )}
    </aside>
  )
}

/** An obligation that leaves less than nothing under the instrument's ceiling; it may be right, and is said before it is sent. */
function Ceiling({ payment }: { payment: Payment }): ReactNode {
  const w = useWords()
  const amount = useAmount()
  const { data } = useQuery({
    queryKey: [...keys.lists('instrument'), 'positions'],
    queryFn: ({ signal }) => apiGet<{ items: InstrumentRow[] }>('/funding/instruments', undefined, signal),
    enabled: payment.basis === 'obligated' && payment.instrument !== '',
  })
  const under = data?.items.find((row) => row.id === payment.instrument)
  if (payment.basis !== 'obligated' || under === undefined || !isDecimal(payment.amount)) return null
  if (under.body.currency !== payment.currency) return null
  const left = subtractDecimals(under.position.unobligated, payment.amount)
  if (!left.startsWith('-')) return null
  return (
    <StatusMark status="critical">
      {w('funding.over-ceiling', { amount: amount(left.slice(1), payment.currency) })}
    </StatusMark>
  )
}
