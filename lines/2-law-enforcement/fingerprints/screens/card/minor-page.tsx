import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { MinorCard } from '../../contract.ts'
import { useOne } from '../data.ts'
import { BENCH, useWords } from '../words.ts'
import css from '../prints.module.css'
import { CardFacts } from './card-page.tsx'
import { Complete, Hands } from './hands.tsx'

/** A minor's card: taken like another, kept in the realm of juveniles, and in no gallery. */
export function MinorPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useOne<MinorCard>('juvenile-print', id)
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => (
        <>
          <PageHead
            title={`${w('record.juvenile-print.name')} ${record.body.number}`}
            note={`${w(`value.state.${record.body.state}`)}. ${w('fp.minor-note')}`}
            actions={<PathLink to={`${BENCH}/juvenile-print/${id}`}>{w('fp.record')}</PathLink>}
          />
          <div className={css['page']}>
            <CardFacts body={record.body} />
            <Hands record={record} />
            {record.body.state === 'open' && <Complete record={record} command="juvenile-print.keep" />}
          </div>
        </>
      )}
    </QueryView>
  )
}
