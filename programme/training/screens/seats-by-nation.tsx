import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { Edition, Nomination } from '../contract.ts'
import type { Kept } from './api.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

const SEATED = new Set<Nomination['state']>(['seated', 'completed', 'not-completed', 'no-show'])

/** Quota, seats and alternates a nation; who did not come stands with their nation. */
export function SeatsByNation({
  edition,
  people,
}: {
  edition: Edition
  people: readonly Kept<Nomination>[]
}): ReactNode {
  const w = useWords()
  const format = useFormat()
  const name = useNames()
  const nations = [
    ...new Set([...edition.quotas.map((q) => q.nation), ...people.map((p) => p.body.nation)]),
  ].toSorted((a, b) => (a < b ? -1 : 1))
  return (
    <section className={css['section']}>
      <h2>{w('training.by-nation')}</h2>
      <Plain
        caption={w('training.by-nation')}
        head={[
          name('field.nation', 'Nation'),
          w('training.quota'),
          w('training.seated'),
          w('training.waiting'),
          w('training.refused'),
          w('record.course-edition.field.noShows'),
        ]}
        rows={nations.map((nation) => {
          const own = people.map((p) => p.body).filter((p) => p.nation === nation)
          const count = (is: (n: Nomination) => boolean): string =>
            format.number(own.filter((n) => is(n)).length)
          const missed = edition.noShows.find((n) => n.nation === nation)
          return {
            key: nation,
            cells: [
              nation,
              format.number(edition.quotas.find((q) => q.nation === nation)?.seats ?? 0),
              count((n) => SEATED.has(n.state)),
              count((n) => n.state === 'waiting'),
              count((n) => n.state === 'refused'),
              missed === undefined
                ? '–'
                : `${format.number(missed.count)}${missed.charged ? `, ${w('record.course-edition.field.noShows.charged')}` : ''}`,
            ],
          }
        })}
      />
    </section>
  )
}
