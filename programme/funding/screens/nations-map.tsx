import type { ReactNode } from 'react'
import type { NationAmount } from '../contract.ts'
import { useAmount } from './amount-text.ts'
import { NATIONS } from './nations.ts'
import { useNationMap } from './use-nation-map.ts'
import { useFilter } from './use-filter.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

/** Single amounts that name a nation, one circle each by area; a nation without any has an empty ring. */
export function NationsMap({
  nations,
  currency,
}: {
  nations: readonly NationAmount[]
  currency: string
}): ReactNode {
  const w = useWords()
  const amount = useAmount()
  const { filter, set } = useFilter()
  const basis: NationAmount['basis'] =
    nations.find((n) => n.basis === filter.basis)?.basis ??
    (nations.some((n) => n.basis === 'disbursed') ? 'disbursed' : nations[0]?.basis) ??
    'disbursed'
  const shown = NATIONS.map(({ id, name, at }) => {
    const found = nations.find((n) => n.nation === id && n.basis === basis)
    const text =
      found === undefined
        ? w('funding.why.none')
        : found.amount === null
          ? w('funding.why.conflict')
          : amount(found.amount, currency)
    return {
      id,
      name,
      at,
      text,
      value: found?.amount === undefined || found.amount === null ? null : Number(found.amount),
    }
  })
  const place = useNationMap(shown, (nation) => set({ view: 'table', nation }))
  return (
    <section className={css['figure']} aria-labelledby="nations">
      <h2 id="nations">
        {w('funding.nations', { basis: w(`record.ledger-entry.value.basis.${basis}`), currency })}
      </h2>
      <p className="muted small">{w('funding.nations-note')}</p>
      <div ref={place} className={css['map']} />
      <ul className={css['legend']}>
        {shown.map((nation) => (
          <li key={nation.id}>
            <button type="button" onClick={() => set({ view: 'table', nation: nation.id })}>
              {nation.name}
            </button>
            <span className={nation.value === null ? 'muted' : ''}>{nation.text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
