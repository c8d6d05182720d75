import { useFormat } from '@basinet/console/i18n/use.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { Edition } from '../contract.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

/** Travel, lodging, per diem and tuition by who pays them; currencies are never added to one another. */
export function Budget({ edition }: { edition: Edition }): ReactNode {
  const w = useWords()
  const format = useFormat()
  if (edition.costs.length === 0) return null
  const days = edition.days.length
  const times = { seat: edition.seats, 'seat-day': edition.seats * days, edition: 1 }
  return (
    <section className={css['section']}>
      <h2>{w('training.budget')}</h2>
      <Plain
        caption={w('training.budget')}
        head={[
          w('record.course-edition.field.costs.funder'),
          w('record.course-edition.field.costs'),
          w('record.course-edition.field.costs.per'),
          w('record.course-edition.field.costs.amount'),
          w('training.budget-total', { n: edition.seats, days }),
        ]}
        rows={edition.costs.map((cost, index) => ({
          key: String(index),
          cells: [
            cost.funder,
            w(`record.course-edition.value.costs.kind.${cost.kind}`),
            w(`record.course-edition.value.costs.per.${cost.per}`),
            `${cost.currency} ${format.number(Number(cost.amount))}`,
            `${cost.currency} ${format.number(Number(cost.amount) * times[cost.per])}`,
          ],
        }))}
      />
    </section>
  )
}
