import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Total } from '../contract.ts'
import css from './seizures.module.css'
import { useWords } from './words.ts'

interface Answer {
  readonly totals: readonly Total[]
  readonly seizures: number
  readonly exercises: number
}

/** What was seized this year, like added to like; what is marked as an exercise is counted apart and never added. */
export function Totals(): ReactNode {
  const w = useWords()
  const format = useFormat()
  const me = useMe()
  const year = new Date(me.node.utc).getUTCFullYear()
  const query = useQuery({
    queryKey: [...keys.lists('seizure'), 'totals', year],
    queryFn: ({ signal }) =>
      apiGet<Answer>(
        '/seizures/totals',
        { from: `${year}-01-01T00:00:00Z`, until: `${year + 1}-01-01T00:00:00Z` },
        signal,
      ),
  })
  return (
    <section className={css['section']}>
      <h2>{w('seizures.totals', { year })}</h2>
      <QueryView query={query} rows={4}>
        {({ totals, exercises }) => (
          <>
            {totals.length === 0 ? (
              <EmptyState title={w('seizures.totals-none')} size="small" />
            ) : (
              <Plain
                caption={w('seizures.totals', { year })}
                head={[
                  w('record.seizure.field.items.kind'),
                  w('record.seizure.field.items.substance'),
                  w('record.seizure.field.items.quantity'),
                  w('record.seizure.field.items'),
                ]}
                rows={totals.map((total) => ({
                  key: [total.kind, total.substance, total.unit].join(' '),
                  cells: [
                    w(`record.seizure.value.items.kind.${total.kind}`),
                    total.substance ?? '–',
                    total.value === null
                      ? w('seizures.no-amount')
                      : `${format.number(total.value)} ${total.unit ?? ''}`,
                    format.number(total.items),
                  ],
                }))}
              />
            )}
            {exercises > 0 && <p className="small muted">{w('seizures.exercises', { count: exercises })}</p>}
          </>
        )}
      </QueryView>
    </section>
  )
}
