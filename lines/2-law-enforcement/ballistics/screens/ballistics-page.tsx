import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BallisticComparison } from '../contract.ts'
import css from './ballistics.module.css'
import { Viewer } from './viewer.tsx'
import { PLACE, useWords } from './words.ts'

type Stored = Omit<AnyRecord, 'body'> & { readonly body: BallisticComparison }

/** The examiner's bench; `?comparison=…` opens one. */
export function BallisticsPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  if (search['comparison'] !== undefined) return <ComparisonPage id={search['comparison']} />
  return (
    <>
      <PageHead
        title={name('capability.ballistics.name', 'Ballistics')}
        note={name('capability.ballistics.note', '')}
      />
      <div className={css['page']}>
        <p className={css['links']}>
          <PathLink to={`${PLACE}/ballistic-specimen`}>{w('bl.all-specimens')}</PathLink>
          <PathLink to={`${PLACE}/ballistic-surface`}>{w('bl.all-surfaces')}</PathLink>
          <PathLink to={`${PLACE}/exhibit-loan`}>{w('bl.loans')}</PathLink>
        </p>
        <Comparisons />
      </div>
    </>
  )
}

function Comparisons(): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: keys.list('ballistic-comparison', {}),
    queryFn: ({ signal }) => apiGet<Page<Stored>>('/records/ballistic-comparison', { limit: 100 }, signal),
  })
  return (
    <section>
      <h2>{w('bl.comparisons')}</h2>
      <QueryView query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('bl.none')} size="small" />
          ) : (
            <Plain
              caption={w('bl.comparisons')}
              head={[
                w('record.ballistic-comparison.field.state'),
                w('record.ballistic-comparison.field.decision'),
              ]}
              rows={items.map(({ id, body }) => ({
                key: id,
                cells: [
                  <PathLink key="to" to={`${PLACE}?comparison=${id}`}>
                    {w(`record.ballistic-comparison.value.state.${body.state}`)}
                  </PathLink>,
                  body.result === null
                    ? '–'
                    : w(`record.ballistic-comparison.value.result.decision.${body.result.decision}`),
                ],
              }))}
            />
          )
        }
      </QueryView>
    </section>
  )
}

function ComparisonPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: keys.record('ballistic-comparison', id),
    queryFn: ({ signal }) =>
      apiGet<{ record: Stored }>(`/records/ballistic-comparison/${id}`, undefined, signal),
  })
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record: { body } }) => (
        <>
          <PageHead
            title={w('record.ballistic-comparison.name')}
            note={w(`record.ballistic-comparison.value.state.${body.state}`)}
            actions={<PathLink to={`${PLACE}/ballistic-comparison/${id}`}>{w('bl.record')}</PathLink>}
          />
          <div className={css['page']}>
            {body.result !== null && <Outcome result={body.result} />}
            {body.conclusion === null ? (
              <p>{w('bl.blind')}</p>
            ) : (
              <p>
                {w(`value.word.${body.conclusion}`)} {body.confirmedBy}
              </p>
            )}
            <Viewer body={body} />
          </div>
        </>
      )}
    </QueryView>
  )
}

function Outcome({ result }: { result: NonNullable<BallisticComparison['result']> }): ReactNode {
  const w = useWords()
  const { decision, cmc, usable, lr } = result
  return (
    <section>
      <h2>{w(`record.ballistic-comparison.value.result.decision.${decision}`)}</h2>
      {cmc !== null && usable !== null && <p>{w('bl.cells', { cmc, usable })}</p>}
      <p>
        {w('record.ballistic-comparison.field.result.lr')}:{' '}
        {lr === null
          ? w('bl.lr-none')
          : `${w('bl.lr', { log10: lr.log10.toFixed(1), low: lr.low.toFixed(1), high: lr.high.toFixed(1) })}${lr.bounded ? `, ${w('bl.lr-bounded')}` : ''}. ${lr.referenceSet}`}
      </p>
      <p className="muted">{w('bl.limits')}</p>
    </section>
  )
}
