import { apiGet } from '@basinet/console/api/client.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { BallisticSearch, ShownCandidate } from '../contract.ts'
import css from './ballistics.module.css'
import { useGive, useNumbers, useOne, type Stored } from './data.ts'
import { PLACE, useWords } from './words.ts'

/** One surface sought among all: how far it is, what was found, and the word of who went through it. */
export function SearchPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const numberOf = useNumbers()
  const query = useOne<BallisticSearch>('ballistic-search', id, (body) => body.state === 'queued')
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => {
        const { state, problem, specimen, surface, review, engine } = record.body
        return (
          <>
            <PageHead
              title={`${w('record.ballistic-search.name')}: ${numberOf(specimen)}`}
              note={`${w(`record.ballistic-search.value.state.${state}`)}${engine === null ? '' : ` · ${engine}`}`}
              actions={<PathLink to={`${PLACE}/ballistic-search/${id}`}>{w('bl.record')}</PathLink>}
            />
            <div className={css['page']}>
              <p>
                <PathLink to={`${PLACE}?specimen=${specimen}`}>{numberOf(specimen)}</PathLink>
              </p>
              <section className={css['section']}>
                <h2>{w('bl.candidates')}</h2>
                {state === 'queued' && (
                  <p role="status">
                    {w('bl.searching')} <PathLink to="/node/jobs">{w('bl.demo-jobs')}</PathLink>
                  </p>
                )}
                {problem !== null && <p role="alert">{problem}</p>}
                {(state === 'done' || state === 'reviewed') && <Candidates search={id} surface={surface} />}
              </section>
              {review !== null && <p>{review}</p>}
              {state === 'done' && <Review record={record} />}
            </div>
          </>
        )
      }}
    </QueryView>
  )
}

function Candidates({ search, surface }: { search: string; surface: string }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const query = useQuery({
    queryKey: ['list', 'ballistic-search', search],
    queryFn: ({ signal }) =>
      apiGet<{ items: readonly ShownCandidate[] }>(
        `/ballistics/searches/${search}/candidates`,
        undefined,
        signal,
      ),
  })
  return (
    <QueryView query={query} rows={4}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={w('bl.candidates-none')} size="small" />
        ) : (
          <>
            <p className="muted">{w('bl.candidates-text')}</p>
            <Plain
              caption={w('bl.candidates')}
              head={[
                w('bl.rank'),
                w('record.ballistic-specimen.name'),
                w('record.ballistic-specimen.field.incident'),
                w('record.ballistic-comparison.field.decision'),
                w('record.ballistic-comparison.field.result.cmc'),
                w('record.ballistic-comparison.field.result.correlation'),
                w('bl.compare'),
              ]}
              rows={items.map((one, i) => ({
                key: one.surface,
                cells: [
                  i + 1,
                  <PathLink key="to" to={`${PLACE}?specimen=${one.specimen}`}>
                    {one.number}
                  </PathLink>,
                  one.incident ?? w('record.ballistic-specimen.value.kind.test-fire-case'),
                  w(`record.ballistic-comparison.value.result.decision.${one.decision}`),
                  one.cmc === null ? '–' : `${one.cmc} / ${one.usable ?? 0}`,
                  format.number(one.correlation, { maximum: 2 }),
                  <Compare key="compare" first={surface} second={one.surface} />,
                ],
              }))}
            />
          </>
        )
      }
    </QueryView>
  )
}

function Compare({ first, second }: { first: string; second: string }): ReactNode {
  const w = useWords()
  const go = useGo()
  const give = useGive()
  const { data: catalogue } = useCatalogue()
  const { busy, problem, act } = useAct()
  if (catalogue?.commands['ballistic-comparison.ask']?.allowed !== true) return '–'
  const ask = (): void =>
    void act(async () =>
      go(`${PLACE}?comparison=${await give('ballistic-comparison.ask', { first, second })}`),
    )
  return (
    <>
      <Button size="compact-sm" variant="default" loading={busy} onClick={ask}>
        {w('bl.compare')}
      </Button>
      {problem !== null && <span role="alert">{problem}</span>}
    </>
  )
}

function Review({ record }: { record: Stored<BallisticSearch> }): ReactNode {
  const w = useWords()
  const give = useGive()
  const { data: catalogue } = useCatalogue()
  const { busy, problem, act } = useAct()
  const [review, setReview] = useState('')
  if (catalogue?.commands['ballistic-search.review']?.allowed !== true) return null
  return (
    <section className={css['section']}>
      <Textarea
        label={w('record.ballistic-search.field.review')}
        maxLength={1000}
        value={review}
        onChange={(event) => setReview(event.target.value)}
      />
      <Button
        mt="sm"
        loading={busy}
        disabled={review.trim() === ''}
        onClick={() => void act(() => give('ballistic-search.review', { review }, record))}
      >
        {w('command.ballistic-search.review.name')}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}
