import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { PrintSearch } from '../../contract.ts'
import { useGive, useOne, type Stored } from '../data.ts'
import css from '../prints.module.css'
import { BENCH, useWords } from '../words.ts'
import { CandidateList } from './candidates.tsx'

/** A search with its candidates, and the word of the examiner who went through them. */
export function SearchPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useOne<PrintSearch>('print-search', id, (body) => body.state === 'queued')
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => {
        const { kind, probe, state, engine, review } = record.body
        return (
          <>
            <PageHead
              title={w(`value.kind.${kind}`)}
              note={`${w(`value.state.${state}`)}${engine === null ? '' : ` · ${engine}`}`}
            />
            <div className={css['page']}>
              <p>
                <PathLink to={`${BENCH}?${probe.type === 'ten-print' ? 'card' : 'mark'}=${probe.id}`}>
                  {w(probe.type === 'ten-print' ? 'fp.to-card' : 'fp.to-mark')}
                </PathLink>
              </p>
              <section className={css['section']}>
                <h2>{w('fp.candidates')}</h2>
                <CandidateList search={id} />
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

function Review({ record }: { record: Stored<PrintSearch> }): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const [review, setReview] = useState('')
  return (
    <section className={css['section']}>
      <Textarea
        label={w('fp.review')}
        description={w('fp.review-text')}
        maxLength={1000}
        value={review}
        onChange={(event) => setReview(event.target.value)}
      />
      <Button
        mt="sm"
        loading={busy}
        disabled={review.trim() === ''}
        onClick={() => void act(() => give('print-search.review', { review }, record))}
      >
        {w('command.print-search.review.name')}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}
