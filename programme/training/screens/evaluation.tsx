import { apiGet } from '@basinet/console/api/client.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Nomination } from '../contract.ts'
import type { Aggregate } from '../kirkpatrick.ts'
import type { Kept } from './api.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

/** The four levels; what nobody has asked yet is not known, and never zero. */
export function Evaluation({ id, people }: { id: string; people: readonly Kept<Nomination>[] }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const query = useQuery({
    queryKey: ['list', 'nomination', 'evaluation', id],
    queryFn: ({ signal }) => apiGet<Aggregate>(`/training/edition/${id}/evaluation`, undefined, signal),
  })
  const told = people.filter((p) => p.body.result !== null)
  const figure = (value: number | null, digits: number): string =>
    value === null ? w('training.not-known') : format.number(value, { maximum: digits })
  return (
    <section className={css['section']}>
      <h2>{w('training.evaluation')}</h2>
      <QueryView query={query} rows={4}>
        {(a) => (
          <Plain
            caption={w('training.evaluation')}
            head={['', '']}
            rows={[
              { key: 'c', cells: [w('training.completed'), figure(a.completedPercent, 1)] },
              { key: 'p', cells: [w('training.passed'), figure(a.passedOfCompletedPercent, 1)] },
              { key: '1', cells: [w('training.level1'), figure(a.reactionMean, 2)] },
              { key: '2', cells: [w('training.level2'), figure(a.normalisedGainMean, 3)] },
              {
                key: '3',
                cells: [
                  w('training.level3'),
                  `${figure(a.behaviourPercent, 1)} (${w('training.followed', { n: a.followed })})`,
                ],
              },
              {
                key: '4',
                cells: [
                  w('training.level4'),
                  told.length === 0
                    ? w('training.not-known')
                    : told.map((p) => (
                        <PathLink key={p.id} to={`/programme/training/nomination/${p.id}`}>
                          {p.body.result}
                        </PathLink>
                      )),
                ],
              },
            ]}
          />
        )}
      </QueryView>
    </section>
  )
}
