import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { recordPath } from '@basinet/console/parts/record-path.ts'
import { useReadableTitle } from '@basinet/console/parts/record/readable-title.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Behind as Found } from '../behind.ts'
import css from './results.module.css'
import { useWords } from './words.ts'

type Thing = Found['things'][number]

/** What a published figure counts: each record with the way back to what was first seen, as far as the reader may follow it. */
export function Behind({ id }: { id: string }): ReactNode {
  const query = useQuery({
    queryKey: [...keys.lists('result-value'), 'behind', id],
    queryFn: ({ signal }) => apiGet<Found>(`/results/behind/${id}`, {}, signal),
  })
  useScreenLabel(query.data?.label ?? null)
  return (
    <QueryView query={query} rows={6}>
      {(found) => <Shown found={found} />}
    </QueryView>
  )
}

function Shown({ found: { published, counted, things } }: { found: Found }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const { body } = published
  const figure =
    body.numerator === null
      ? w('results.too-few')
      : body.denominator === null
        ? format.number(body.numerator)
        : w('results.of', {
            numerator: format.number(body.numerator),
            denominator: format.number(body.denominator),
          })
  const hidden = (counted ?? 0) - things.length
  return (
    <section className={css['section']} aria-labelledby="behind">
      <h2 id="behind">
        {body.code} {body.title}, {body.nation} {body.period}: {figure} {body.unit}
      </h2>
      <p className="muted">
        {body.source} · {body.releasedOn} ·{' '}
        <PathLink to={`/programme/results/published-result/${published.id}`}>
          {w('record.published-result.name')}
        </PathLink>{' '}
        ·{' '}
        <PathLink to={`/programme/results/result-value/${body.value}`}>
          {w('record.result-value.name')}
        </PathLink>
      </p>
      <h3>{w('results.counted')}</h3>
      {things.length === 0 ? (
        <EmptyState
          title={w(counted === null ? 'results.not-counted' : 'results.counted-hidden', { n: hidden })}
          size="small"
        />
      ) : (
        <ol className={css['counted']}>
          {things.map((thing) => (
            <Way key={thing.id} thing={thing} />
          ))}
        </ol>
      )}
      {things.length > 0 && hidden > 0 && (
        <p className={css['missing']}>{w('results.counted-hidden', { n: hidden })}</p>
      )}
    </section>
  )
}

function Way({ thing }: { thing: Thing }): ReactNode {
  const w = useWords()
  const name = useNames()
  const readable = useReadableTitle()
  const { data: catalogue } = useCatalogue()
  const link = (step: Pick<Thing, 'type' | 'id' | 'title'>): ReactNode => (
    <>
      <span className="muted small">{name(`record.${step.type}.name`, step.type)}</span>{' '}
      <PathLink to={recordPath(catalogue, step.type, step.id)}>{readable(step.title, step.type)}</PathLink>
    </>
  )
  return (
    <li>
      <div className={css['fact']}>
        <span>{link(thing)}</span>
        {thing.page !== null && (
          <PathLink className={css['seen'] ?? ''} to={thing.page}>
            {w('results.seen-first')}
          </PathLink>
        )}
      </div>
      {thing.origin.length > 0 && (
        <ol className={css['way']} aria-label={w('results.way')}>
          {thing.origin.map((step) => (
            <li key={step.id}>{link(step)}</li>
          ))}
        </ol>
      )}
    </li>
  )
}
