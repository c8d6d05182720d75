import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Statistics } from '../contract/wire.ts'
import css from './interdiction.module.css'
import { useWords } from './words.ts'

/** Detected, targeted, intercepted, disrupted this year; exercises apart. */
export function StatisticsPart(): ReactNode {
  const w = useWords()
  const format = useFormat()
  const me = useMe()
  const year = new Date(me.node.utc).getUTCFullYear()
  const query = useQuery({
    queryKey: [...keys.lists('interdiction'), 'statistics', year],
    queryFn: ({ signal }) =>
      apiGet<Statistics>(
        '/interdiction/statistics',
        { from: `${year}-01-01T00:00:00Z`, until: `${year + 1}-01-01T00:00:00Z` },
        signal,
      ),
  })
  return (
    <section className={css['section']}>
      <h2>{w('interdiction.statistics', { year })}</h2>
      <QueryView query={query} rows={2}>
        {(found) => (
          <>
            <dl className={css['counts']}>
              {(
                [
                  [w('interdiction.detected'), found.detected],
                  [w('record.interdiction.field.outcome.targeted'), found.targeted],
                  [w('record.interdiction.field.outcome.intercepted'), found.intercepted],
                  [w('record.interdiction.field.outcome.disrupted'), found.disrupted],
                ] as const
              ).map(([word, count]) => (
                <div key={word}>
                  <dt>{word}</dt>
                  <dd>{format.number(count)}</dd>
                </div>
              ))}
            </dl>
            {found.exercises > 0 && (
              <p className="small muted">{w('interdiction.exercises', { count: found.exercises })}</p>
            )}
          </>
        )}
      </QueryView>
    </section>
  )
}
