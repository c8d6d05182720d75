import { apiGet } from '@basinet/console/api/client.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState, LoadingState } from '@basinet/console/parts/state/states.tsx'
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { PrintSearch, TenPrint } from '../../contract.ts'
import css from '../bench/bench.module.css'
import { pictureOf, useOne } from '../data.ts'
import { BENCH, useWords } from '../words.ts'

export interface Candidate {
  readonly card: string | null
  readonly mark: string | null
  readonly number: string
  readonly finger: number | null
  readonly score: number
}

/** What a search found. Rank and score are hidden until they are asked for: an examiner looks at prints, not at places. */
export function CandidateList({
  search,
  renderAction,
}: {
  search: string
  renderAction?: (candidate: Candidate) => ReactNode
}): ReactNode {
  const w = useWords()
  const format = useFormat()
  const [scored, setScored] = useState(false)
  const one = useOne<PrintSearch>('print-search', search, (body) => body.state === 'queued')
  const state = one.data?.record.body.state
  const query = useQuery({
    queryKey: ['list', 'print-search', search, state],
    queryFn: ({ signal }) =>
      apiGet<{ items: readonly Candidate[] }>(
        `/fingerprints/searches/${search}/candidates`,
        undefined,
        signal,
      ),
    enabled: state !== undefined && state !== 'queued',
  })
  if (state === 'queued') return <p role="status">{w('fp.searching')}</p>
  if (state === 'failed') return <p role="alert">{one.data?.record.body.problem}</p>
  if (query.data === undefined) return <LoadingState rows={3} />
  const { items } = query.data
  if (items.length === 0) return <EmptyState title={w('fp.no-candidates')} size="small" />
  const shown = scored ? items : items.toSorted((a, b) => a.number.localeCompare(b.number))
  return (
    <>
      <p className="small muted">{w('fp.candidates-text')}</p>
      <Checkbox
        label={w('fp.show-scores')}
        checked={scored}
        onChange={(event) => setScored(event.target.checked)}
      />
      <ul className={css['choices']}>
        {shown.map((item, i) => (
          <li key={item.card ?? item.mark ?? ''} className={css['choice']}>
            <Thumbnail candidate={item} />
            <span>
              <PathLink
                to={item.card === null ? `${BENCH}?mark=${item.mark ?? ''}` : `${BENCH}?card=${item.card}`}
              >
                {item.number}
              </PathLink>
              <br />
              {item.finger !== null && w(`fp.finger.${item.finger as 1}`)}
              {scored && (
                <span className="small muted">
                  {' '}
                  {i + 1} · {format.number(item.score, { maximum: 1 })}
                </span>
              )}
            </span>
            {renderAction?.(item)}
          </li>
        ))}
      </ul>
    </>
  )
}

function Thumbnail({ candidate: { card, finger } }: { candidate: Candidate }): ReactNode {
  const found = useOne<TenPrint>('ten-print', card)
  const print = found.data?.record.body.fingers.find((one) => one.finger === finger)
  if (print?.image === undefined || print.image === null) return <span />
  return <img src={pictureOf(print.image, print.part)} alt="" loading="lazy" />
}
